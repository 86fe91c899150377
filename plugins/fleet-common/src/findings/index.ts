export * from './isMadeBy';
export * from './rollUpCompliance';
export * from './withoutRepeatedPods';
