export * from './liveState';
export { useSignalRevision, FLEET_SIGNAL_CHANNEL } from './useSignalRevision';
export * from './LiveProvider';
