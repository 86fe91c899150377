export { askReviews } from './ask/askReviews';
export { ClusterAsker } from './ask/ClusterAsker';
export type { Had, NotHad, Review, ReviewAttributes } from './ask/LiveSight';
export { inTurns } from './ask/inTurns';
export { had, notHad } from './ask/notHad';
export {
  countChecks,
  failed,
  notApplicable,
  passed,
  someOf,
  unknown,
} from './checks';
export { minorOf } from './kubernetesSupport';
export { CandidateAsker } from './candidates/CandidateAsker';
export { verifyCandidate } from './candidates/verifyCandidate';
export { verifyCluster } from './verifyCluster';
