export * from './fleetApiRef';
