export * from './rollUpCompliance';
export * from './withoutRepeatedPods';
