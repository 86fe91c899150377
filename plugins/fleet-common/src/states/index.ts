export * from './health';
export * from './sync';
export * from './coverage';
