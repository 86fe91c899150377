export { chainOf, LINKS, reasonOf } from './chainOf';
export { planOf, type RolloutsConfig } from './deriveEntity';
export { timeLeft } from './durations';
export { judgeMember } from './judgeMember';
export { markRolloutsIn } from './marks';
export { compareVersions } from './order';
export type { RolloutPlan } from './planWaves';
export { positionOf, relationTo } from './position';
export { readEvidence } from './readEvidence';
export { readRollouts } from './readRollouts';
export { RolloutLoop } from './RolloutLoop';
export {
  fromMemberRow,
  fromRolloutRow,
  type MemberData,
  type RolloutData,
} from './rolloutRows';
export {
  DEFAULT_SETTINGS,
  type MemberEvidence,
  type MemberMemory,
  type RolloutRecord,
} from './types';
