export * from './annotations';
export * from './fleetAnnotations';
