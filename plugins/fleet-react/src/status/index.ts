export * from './statusKeys';
export * from './statusColors';
