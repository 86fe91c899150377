export type {
  Connections,
  FleetService,
  FleetServiceRequestOptions,
} from './FleetService';
export { fleetServiceRef } from './fleetServiceRef';
export * from './findCluster';
