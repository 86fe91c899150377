export * from './FleetTable';
export * from './types';
export * from './useSettledOrder';
export * from './ChangedCell';
