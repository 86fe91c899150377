export interface Config {
  /** The fleet of Kubernetes clusters. */
  fleet?: {
    /** Kubeconfig files; each context is a cluster. */
    kubeconfigs?: Array<{
      /**
       * Path of the file.
       * @visibility backend
       */
      file: string;
    }>;
    /** What clusters are, where their own nodes do not say it or are not to be believed. */
    attributes?: Array<{
      /**
       * The cluster's name in its source, or `source/name`.
       * @visibility backend
       */
      cluster: string;
      region?: string;
      zone?: string;
      provider?: string;
      environment?: string;
      tier?: string;
      owner?: string;
    }>;
    /** What the names mean that hubs give to clusters. A name alone ties nothing. */
    references?: Array<{
      /** The hub's name in its source, or `source/name`. */
      hub: string;
      /** What the hub calls the cluster. */
      name: string;
      /** The cluster's name in its source, or `source/name`. */
      cluster: string;
    }>;
    collector?: {
      /** Threads that read clusters. 1 by default. */
      threads?: number;
    };
    catalog?: {
      /** The catalog is read completely every so many minutes. 10 by default. */
      refreshMinutes?: number;
    };
  };
}
