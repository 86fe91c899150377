export * from './counts';
export * from './OverviewPage';
export * from './FacetFilter';
export * from './FleetTable';
export * from './ClusterPage';
export * from './ComponentTab';
