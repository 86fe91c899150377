import type { AdapterAction } from '@fleetview/backstage-plugin-fleet-node';
import { continueCluster, pauseCluster } from './actPause';
import {
  redeployKubeadmControlPlane,
  redeployMachineDeployment,
} from './actRedeploy';
import { setVersion } from './actSetVersion';

/** What Cluster API can be told. */
export const clusterApiActions: AdapterAction[] = [
  setVersion,
  pauseCluster,
  continueCluster,
  redeployMachineDeployment,
  redeployKubeadmControlPlane,
];
