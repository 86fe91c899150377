export { LINKS } from './chainOf';
export { planOf, type RolloutsConfig } from './deriveEntity';
export { timeLeft, type MemberGroup } from './durations';
export { ENDED } from './ended';
export { gateOf } from './gateOf';
export { judgeMember } from './judgeMember';
export { markRolloutsIn } from './marks';
export { planPosition, type RolloutPlan } from './planWaves';
export { positionOf, relationTo } from './position';
export { pruneRollouts } from './pruneRollouts';
export {
  readEvidence,
  readInstanceParts,
  type InstanceParts,
} from './readEvidence';
export { type StoredFact } from './memberEvidence';
export { readRollouts } from './readRollouts';
export { RolloutLoop } from './RolloutLoop';
export { fromMemberRow, fromRolloutRow } from './rolloutRows';
export {
  DEFAULT_SETTINGS,
  type DeliveryEvidence,
  type MemberEvidence,
  type MemberMemory,
  type RolloutRecord,
} from './types';
