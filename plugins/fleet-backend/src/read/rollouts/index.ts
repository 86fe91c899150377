export { chosenMember, OVER } from './chosenMember';
export { componentRollouts } from './componentRollouts';
export { getReasons } from './getReasons';
export { getRollout } from './getRollout';
export { listRollouts, visibleRollouts } from './listRollouts';
export { readBehind } from './readBehind';
export {
  clustersOfMembers,
  readInstanceRollouts,
  toInstanceRollout,
} from './toInstanceRollout';
