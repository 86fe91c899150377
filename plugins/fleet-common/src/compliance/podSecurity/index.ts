export * from './controls';
export * from './podSecurityOf';
