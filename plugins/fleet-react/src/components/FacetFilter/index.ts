export * from './FacetFilter';
