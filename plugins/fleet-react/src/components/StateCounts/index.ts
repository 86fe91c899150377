export * from './StateCounts';
