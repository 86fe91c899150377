/**
 * How to reach a cluster's API server directly. Held in memory only.
 *
 * @public
 */
export type ClusterConnection = {
  /** `http` or `https` URL; may have a path. */
  server: string;
  /** PEM text. */
  caData?: string;
  skipTlsVerify?: boolean;
  tlsServerName?: string;
  /** PEM text. */
  clientCertificate?: string;
  /** PEM text. */
  clientKey?: string;
  token?: string;
  /** Read again when it changes. */
  tokenFile?: string;
};

/**
 * What a source asserts of a cluster.
 *
 * @public
 */
export type ClusterRecord = {
  /** The cluster's name in this source; unique within it. */
  name: string;
  title?: string;
  access:
    | { type: 'direct'; connection: ClusterConnection }
    | {
        /** Known, but not to be asked: configuration does not allow it. */
        type: 'not-asked';
        server?: string;
        /** What is missing, and the key to add. */
        reason: string;
      };
};

/**
 * Something wrong in configuration, in words for the person who wrote it.
 *
 * @public
 */
export type ConfigurationProblem = {
  /** The configuration key, e.g. `fleet.kubeconfigs[0].file`. */
  key: string;
  /** The value, without anything secret. */
  value?: string;
  message: string;
};

/**
 * Where clusters come from.
 *
 * @public
 */
export interface ClusterSource {
  /** Unique over all sources; part of a cluster's identity. */
  readonly id: string;
  readonly title: string;
  /**
   * Starts telling. Returns once the first set was told. A source that cannot
   * read its origin tells that as a problem and leaves the last set standing.
   */
  connect(connection: ClusterSourceConnection): Promise<void>;
}

/**
 * What a source tells the fleet.
 *
 * @public
 */
export interface ClusterSourceConnection {
  /** The complete set of this source's clusters; whoever is missing has left it. */
  replaceClusters(records: ClusterRecord[]): Promise<void>;
  /** The complete set of this source's problems. */
  replaceProblems(problems: ConfigurationProblem[]): void;
}
