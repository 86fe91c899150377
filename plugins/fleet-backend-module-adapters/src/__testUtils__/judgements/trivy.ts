import type { Judgements } from './Judgements';

/** What upstream says of its samples stands in them: that is what is read. */
export const trivyJudgements: Judgements = {
  system: 'trivy',
  samplesAtLeast: 8,
  words: {},
  differences: {},
  malformed: [],
};
