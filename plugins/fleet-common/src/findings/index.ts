export * from './isMadeBy';
export * from './repeatedPods';
export * from './rollUpCompliance';
