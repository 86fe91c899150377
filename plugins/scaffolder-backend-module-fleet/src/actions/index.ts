export { createDriftAdoptAction } from './createDriftAdoptAction';
export { createExceptionManifestAction } from './createExceptionManifestAction';
export { createExceptionRemoveAction } from './createExceptionRemoveAction';
export { createExceptionRequestAction } from './createExceptionRequestAction';
export { createResourcesPatchAction } from './createResourcesPatchAction';
export { createGitCloneAction } from './createGitCloneAction';
export { createGitPushBranchAction } from './createGitPushBranchAction';
export { createManifestEditAction } from './createManifestEditAction';
