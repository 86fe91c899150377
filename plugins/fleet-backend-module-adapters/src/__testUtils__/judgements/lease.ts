import type { Judgements } from './Judgements';

/** A Lease has no health, and nobody upstream judges one. */
export const leaseJudgements: Judgements = {
  system: 'lease',
  samplesAtLeast: 2,
  words: {},
  differences: {},
  malformed: [],
};
