export * from './routes';
export * from './clusterTabs';
export * from './useFleetLinks';
export * from './useTemplateLink';
export * from './PullRequestLink';
