import type { Judgements } from './Judgements';

/** Upstream states no verdicts of its samples: the API server keeps no results. */
export const vapJudgements: Judgements = {
  system: 'vap',
  samplesAtLeast: 25,
  words: {},
  differences: {},
  malformed: [
    // Fragments of a proposal: no name of a policy, no specification, one validation in place of a list.
    'vap/samples/kep-3488/10.yaml: spec.policyName: Invalid input: expected string, received undefined',
    'vap/samples/kep-3488/16.yaml: spec: Invalid input: expected object, received undefined',
    'vap/samples/kep-3488/21.yaml: spec.validations: Invalid input: expected array, received object',
  ],
};
