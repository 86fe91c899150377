export * from './StandardsIndex';
export * from './standardsMapping';
export * from './standardsOf';
