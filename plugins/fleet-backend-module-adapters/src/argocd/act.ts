import type { AdapterAction } from '@fleetview/backstage-plugin-fleet-node';
import { refreshActions } from './actRefresh';
import { resumeAction, suspendAction } from './actSuspend';
import { retryAction, rollBackAction, syncAction } from './actSync';
import { terminateAction } from './actTerminate';

/** What Argo CD can be told. */
export const argocdActions: AdapterAction[] = [
  syncAction,
  ...refreshActions,
  suspendAction,
  resumeAction,
  rollBackAction,
  terminateAction,
  retryAction,
];
