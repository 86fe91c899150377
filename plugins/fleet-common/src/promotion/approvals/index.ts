export * from './standingApprovals';
