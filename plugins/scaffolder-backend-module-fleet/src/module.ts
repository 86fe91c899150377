import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { fleetServiceRef } from '@fleetview/backstage-plugin-fleet-node';
import {
  createExceptionManifestAction,
  createExceptionRemoveAction,
  createExceptionRequestAction,
  createResourcesPatchAction,
} from './actions';

/**
 * Gives the scaffolder the actions of the fleet.
 *
 * @public
 */
export const scaffolderModuleFleet = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'fleet',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        fleet: fleetServiceRef,
      },
      async init({ actions, auth, fleet }) {
        const asker = { auth, fleet };
        actions.addActions(
          createExceptionRequestAction(asker),
          createExceptionManifestAction(asker),
          createExceptionRemoveAction(asker),
          createResourcesPatchAction(),
        );
      },
    });
  },
});
