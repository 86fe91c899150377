export { checkProof, type WithoutProof } from './checkProof';
export { handOn } from './handOn';
export { readProof } from './readProof';
export { wantedProof } from './wantedProof';
export {
  MARKS,
  PROOFS,
  type Proof,
  type WantedProof,
  type WriterMark,
} from './Writer';
