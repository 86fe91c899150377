import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { fleetServiceRef } from '@fleetview/backstage-plugin-fleet-node';
import { readAllowedPaths } from './allowed';
import {
  createAzurePullRequestAction,
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
  createGitFindPullRequestAction,
  createGitLocateAction,
  createGiteaPullRequestAction,
  createGitPushBranchAction,
  createManifestEditAction,
  createPreflightCheckAction,
  createReleaseLocateAction,
  createReleaseNoteAction,
  createReleasePlanAction,
  createReleasePromoteAction,
  createReleaseRequestAction,
  createReleaseRequestRollbackAction,
  createReleaseRollbackAction,
  createResourcesPatchAction,
  createTrafficShiftAction,
} from './actions';
import { readHosts } from './hosts';

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
        const hosts = readHosts(config);
        const { remotes } = hosts;
        const allowed = readAllowedPaths(config);
        const releases = { asker, allowed, config };
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
          createGitFindPullRequestAction(hosts),
          createGitLocateAction(hosts),
          createGiteaPullRequestAction(hosts),
          createAzurePullRequestAction(hosts),
          createReleasePlanAction(asker),
          createReleaseRequestAction(asker, config),
          createReleaseRequestRollbackAction(asker, config),
          createReleaseLocateAction(asker, hosts),
          createReleasePromoteAction(releases),
          createReleaseRollbackAction(releases),
          createReleaseNoteAction(asker),
        );
      },
    });
  },
});
