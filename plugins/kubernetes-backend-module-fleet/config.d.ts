export interface Config {
  kubernetes?: {
    /** What the Kubernetes plugin gets of the fleet's clusters. */
    fleet?: {
      /**
       * Whose credentials the Kubernetes plugin may sign in with, beside those of its own configuration. Whoever may use
       * that plugin uses them; a cluster whose credentials are not shared is not added.
       *
       * - `none`: nobody's
       * - `configured`, the default: of clusters whose address and credential the operator wrote, as in kubeconfig files
       * - `all`: also those that hubs give, and the catalog names
       */
      shareCredentials?: 'none' | 'configured' | 'all';
    };
  };
}
