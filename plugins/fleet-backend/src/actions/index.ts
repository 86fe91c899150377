export { ActingClients } from './ActingClients';
export { Actions, type Asked } from './Actions';
export type { ActionScope } from './ActionScope';
export { listActions } from './listActions';
export { getRun, listEntityRuns, listRuns } from './readRuns';
export { RunFollower } from './RunFollower';
