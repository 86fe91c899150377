export * from './statusKeys';
export * from './statusColors';
export * from './memberStates';
