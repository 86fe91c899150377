export * from './findPullRequest';
export * from './placeOf';
export * from './readAddress';
export * from './readHosts';
