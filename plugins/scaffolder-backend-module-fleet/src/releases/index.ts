export * from './changesOf';
export type { CalledImage, ImageChange, ReleaseChange } from './ReleaseChange';
export * from './writeRelease';
