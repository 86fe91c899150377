export * from './addressOf';
export * from './labelledAddress';
export * from './safeUrl';
export * from './withoutCredentials';
