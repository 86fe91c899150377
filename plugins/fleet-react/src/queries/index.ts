export { FLEET_QUERY_KEY } from './keys';
export * from './sight';
export * from './fleetQueryClient';
export * from './FleetQueryProvider';
export * from './useFleetQuery';
export * from './actionHooks';
export * from './auditHooks';
export * from './hooks';
export * from './matrixHooks';
