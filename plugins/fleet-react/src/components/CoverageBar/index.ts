export * from './CoverageBar';
