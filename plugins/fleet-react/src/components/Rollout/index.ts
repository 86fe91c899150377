export * from './types';
export * from './RolloutWaves';
export * from './RolloutTotal';
export * from './ReasonChain';
