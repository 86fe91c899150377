export * from './views';
export * from './LoadingView';
export * from './SightView';
