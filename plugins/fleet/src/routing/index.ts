export * from './routes';
export * from './clusterTabs';
export * from './useFleetLinks';
