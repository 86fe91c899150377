export { createExceptionManifestAction } from './createExceptionManifestAction';
export { createExceptionRemoveAction } from './createExceptionRemoveAction';
export { createExceptionRequestAction } from './createExceptionRequestAction';
export { createResourcesPatchAction } from './createResourcesPatchAction';
