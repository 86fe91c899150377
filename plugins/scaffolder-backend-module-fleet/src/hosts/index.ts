export * from './azureOpening';
export * from './findPullRequest';
export * from './giteaOpening';
export { readRepoUrl } from './openHost';
export * from './openOnce';
export * from './placeOf';
export * from './readAddress';
export * from './readHosts';
export * from './treeUrlOf';
