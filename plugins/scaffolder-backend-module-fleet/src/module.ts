import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { fleetServiceRef } from '@fleetview/backstage-plugin-fleet-node';
import { readAllowedPaths } from './allowed';
import {
  createBackupScheduleAction,
  createClusterDecommissionAction,
  createClusterProvisionAction,
  createClusterRegisterAction,
  createDeliveryActAction,
  createComponentPlaceAction,
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
  createTrafficShiftAction,
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
          createDeliveryActAction(asker),
          createTrafficShiftAction(asker, allowed),
          createComponentPlaceAction(asker, allowed),
          createBackupScheduleAction(asker),
          createClusterProvisionAction(),
          createClusterDecommissionAction(asker),
          createClusterVerifyAction(asker),
          createPreflightCheckAction(asker),
          createGitCloneAction(remotes),
          createGitPushBranchAction(remotes, config),
        );
      },
    });
  },
});
