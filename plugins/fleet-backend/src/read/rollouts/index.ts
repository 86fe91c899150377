export { componentRollouts } from './componentRollouts';
export { getReasons } from './getReasons';
export { getRollout } from './getRollout';
export { listRollouts } from './listRollouts';
export { readBehind } from './readBehind';
export {
  clustersOfMembers,
  readInstanceRollouts,
  toInstanceRollout,
} from './toInstanceRollout';
