export { listCandidates } from './listCandidates';
export { listUnbound } from './listUnbound';
