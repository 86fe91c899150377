import { createBackendModule } from '@backstage/backend-plugin-api';
import { fleetAdaptersExtensionPoint } from '@fleetview/backstage-plugin-fleet-node';

/**
 * Adds the adapters of this package to the fleet.
 *
 * @public
 */
export const fleetModuleAdapters = createBackendModule({
  pluginId: 'fleet',
  moduleId: 'adapters',
  register(registry) {
    registry.registerInit({
      deps: { adapters: fleetAdaptersExtensionPoint },
      async init({ adapters }) {
        // The workers load the module themselves, so that no mapper is loaded in
        // the thread that serves the portal.
        adapters.addAdapterModule(
          require.resolve(
            '@fleetview/backstage-plugin-fleet-backend-module-adapters/adapters',
          ),
        );
      },
    });
  },
});
