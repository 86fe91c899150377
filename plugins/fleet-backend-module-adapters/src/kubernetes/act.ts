import type { AdapterAction } from '@fleetview/backstage-plugin-fleet-node';
import { continueDeployment, pauseDeployment } from './actPause';
import {
  redeployDaemonSet,
  redeployDeployment,
  redeployStatefulSet,
} from './actRedeploy';
import { resumeCronJob, suspendCronJob } from './actSuspend';

/** What workloads of Kubernetes itself can be told. */
export const kubernetesActions: AdapterAction[] = [
  redeployDeployment,
  pauseDeployment,
  continueDeployment,
  redeployStatefulSet,
  redeployDaemonSet,
  suspendCronJob,
  resumeCronJob,
];
