import type { AdapterAction } from '@fleetview/backstage-plugin-fleet-node';
import { abortRollout, retryRollout } from './actAbort';
import { continueRollout } from './actContinue';
import { pauseRollout } from './actPause';
import { promoteRolloutFully } from './actPromoteFully';
import { redeployRollout } from './actRedeploy';
import { terminateAnalysisRun, terminateExperiment } from './actTerminate';

/** What Argo Rollouts can be told. */
export const argoRolloutsActions: AdapterAction[] = [
  pauseRollout,
  continueRollout,
  promoteRolloutFully,
  abortRollout,
  retryRollout,
  redeployRollout,
  terminateAnalysisRun,
  terminateExperiment,
];
