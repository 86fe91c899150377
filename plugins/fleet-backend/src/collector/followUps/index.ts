export { FollowUps, keyOf, type Followed } from './FollowUps';
export { grantOf } from './grantOf';
export { toLines, type StoredFollowUps } from './storedLines';
