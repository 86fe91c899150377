export * from './release';
export * from './stages';
export * from './plan';
export * from './approvals';
export * from './gates';
export * from './machine';
