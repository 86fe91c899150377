export * from './fleetClock';
export * from './useNow';
