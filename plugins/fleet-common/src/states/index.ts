export * from './health';
export * from './members';
export * from './sync';
export * from './coverage';
