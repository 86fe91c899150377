export * from './checkBranch';
export * from './checkOut';
export * from './filesBelow';
export * from './gitClient';
export * from './gitRemotes';
export * from './treeWith';
export * from './treeWithout';
