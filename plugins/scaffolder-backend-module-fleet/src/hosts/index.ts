export * from './findPullRequest';
export * from './giteaPullRequest';
export * from './placeOf';
export * from './readAddress';
export * from './readHosts';
