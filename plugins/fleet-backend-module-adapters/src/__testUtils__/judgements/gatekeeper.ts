import type { Judgements } from './Judgements';

/** Upstream's verdicts lie beside the samples: `gatekeeperVerdicts.test.ts` compares them. */
export const gatekeeperJudgements: Judgements = {
  system: 'gatekeeper',
  samplesAtLeast: 35,
  words: {},
  differences: {},
  malformed: [],
};
