export interface Config {
  catalog?: {
    providers?: {
      /** The clusters of the fleet as entities. */
      fleet?: {
        /** The namespace of the entities. Default: `default` */
        namespace?: string;
        /** Who owns clusters of which nobody says it. Default: `unknown` */
        defaultOwner?: string;
        /** The system that the clusters are part of. */
        system?: string;
        /**
         * Gives entities the annotation `kubernetes.io/auth-provider` with this value, with which the Kubernetes plugin's
         * locator `catalog` reads them. Only clusters that this plugin does not have from its own configuration, and whose
         * address the operator chose. Absent by default: that locator reads none of them.
         */
        kubernetesAuthProvider?: string;
        /**
         * Whether entities depend on the clusters that they name with `backstage.io/kubernetes-cluster`.
         * Default: `off`
         */
        componentRelations?: 'off' | 'declared';
        /** When everything is told again. Default: every 30 minutes */
        schedule?: {
          frequency?: object | string;
          timeout?: object | string;
          initialDelay?: object | string;
        };
        /** How often the fleet is asked whether something changed, in seconds. Default: 30 */
        pollSeconds?: number;
      };
    };
  };
}
