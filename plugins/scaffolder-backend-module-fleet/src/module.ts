import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { fleetServiceRef } from '@fleetview/backstage-plugin-fleet-node';
import { readAllowedPaths } from './allowed';
import {
  createClusterRegisterAction,
  createClusterVerifyAction,
  createDriftAdoptAction,
  createExceptionManifestAction,
  createExceptionRemoveAction,
  createExceptionRequestAction,
  createGitCloneAction,
  createGitPushBranchAction,
  createManifestEditAction,
  createPreflightCheckAction,
  createResourcesPatchAction,
} from './actions';
import { readGitRemotes } from './git';

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
        config: coreServices.rootConfig,
        fleet: fleetServiceRef,
      },
      async init({ actions, auth, config, fleet }) {
        const asker = { auth, fleet };
        const remotes = readGitRemotes(config);
        const allowed = readAllowedPaths(config);
        actions.addActions(
          createExceptionRequestAction(asker),
          createExceptionManifestAction(asker),
          createExceptionRemoveAction(asker),
          createResourcesPatchAction(),
          createDriftAdoptAction(asker, allowed),
          createManifestEditAction(allowed),
          createClusterRegisterAction(),
          createClusterVerifyAction(asker),
          createPreflightCheckAction(asker),
          createGitCloneAction(remotes),
          createGitPushBranchAction(remotes, config),
        );
      },
    });
  },
});
