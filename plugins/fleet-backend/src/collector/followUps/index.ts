export { FollowUps, keyOf, type Followed } from './FollowUps';
export { toLines, type StoredFollowUps } from './storedLines';
