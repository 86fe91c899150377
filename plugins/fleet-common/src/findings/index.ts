export * from './isMadeBy';
export * from './repeatedPods';
export * from './rollUpCompliance';
export * from './withoutRepeatedPods';
