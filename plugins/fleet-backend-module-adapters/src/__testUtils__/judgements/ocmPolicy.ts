import type { Judgements } from './Judgements';

/** Upstream's verdicts lie beside the samples: `ocmPolicyVerdicts.test.ts` compares them. */
export const ocmPolicyJudgements: Judgements = {
  system: 'ocm-policy',
  samplesAtLeast: 80,
  words: {},
  differences: {},
  malformed: [],
};
