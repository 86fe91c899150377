export * from './Content';
export * from './Section';
export * from './LinkTabs';
export * from './ClusterFacets';
export * from './StateFilter';
export * from './useClusterListState';
export * from './useClusterStatusName';
