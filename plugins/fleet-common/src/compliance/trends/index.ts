export * from './changesBetween';
export * from './snapshotOf';
export * from './timeToRepair';
