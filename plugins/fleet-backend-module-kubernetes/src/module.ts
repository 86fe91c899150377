import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { fleetClusterSourcesExtensionPoint } from '@fleetview/backstage-plugin-fleet-node';
import { createSources } from './createSources';

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
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        clusterSources: fleetClusterSourcesExtensionPoint,
        config: coreServices.rootConfig,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
      },
      async init({ clusterSources, lifecycle, ...services }) {
        const abort = new AbortController();
        lifecycle.addShutdownHook(() => abort.abort());
        for (const source of createSources({
          ...services,
          signal: abort.signal,
        })) {
          clusterSources.addClusterSource(source);
        }
      },
    });
  },
});
