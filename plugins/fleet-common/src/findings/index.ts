export * from './rollUpCompliance';
export * from './withoutRepeatedPods';
export * from './withoutReportedTwice';
