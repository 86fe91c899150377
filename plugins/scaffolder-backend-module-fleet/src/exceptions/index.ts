export * from './checkState';
export * from './removeManifests';
export * from './writeManifests';
