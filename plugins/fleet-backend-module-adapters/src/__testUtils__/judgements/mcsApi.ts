import type { Judgements } from './Judgements';

/** Upstream states no verdicts of its samples, and most are of a group that no cluster serves. */
export const mcsApiJudgements: Judgements = {
  system: 'mcs-api',
  samplesAtLeast: 1,
  words: {},
  differences: {},
  malformed: [],
};
