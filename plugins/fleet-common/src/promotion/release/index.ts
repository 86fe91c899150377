export {
  type NotPinned,
  type Release,
  type ReleaseComponent,
  type ReleaseImage,
} from './Release';
export { isDigest } from './isDigest';
export { makeRelease } from './makeRelease';
export { notPinned } from './notPinned';
export { compareReleases } from './compareReleases';
export {
  type NoRelease,
  type ReleaseSight,
  releaseOfRunning,
} from './releaseOfRunning';
export { type RunningImage, type RunningInstance } from './RunningInstance';
