import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { fleetClusterSourcesExtensionPoint } from '@fleetview/backstage-plugin-fleet-node';
import { KubernetesPluginSource } from './KubernetesPluginSource';

/**
 * Brings the clusters of the Kubernetes plugin's configuration into the fleet.
 *
 * @public
 */
export const fleetModuleKubernetes = createBackendModule({
  pluginId: 'fleet',
  moduleId: 'kubernetes',
  register(env) {
    env.registerInit({
      deps: {
        clusterSources: fleetClusterSourcesExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ clusterSources, config }) {
        clusterSources.addClusterSource(
          KubernetesPluginSource.create({ config }),
        );
      },
    });
  },
});
