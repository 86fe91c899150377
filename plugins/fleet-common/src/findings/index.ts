export * from './withoutRepeatedPods';
