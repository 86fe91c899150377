import type { Judgements } from './Judgements';

/** Upstream's verdicts lie beside the samples: `policyVerdicts.test.ts` compares them. */
export const kyvernoJudgements: Judgements = {
  system: 'kyverno',
  samplesAtLeast: 250,
  words: {},
  differences: {},
  malformed: [],
  // What policies are tried on.
  irrelevant: [
    'generating-policies/reports/generate-secrets/source.yaml#0',
    'generating-policies/reports/generate-secrets/source.yaml#1',
    'generating-policies/reports/generate-secrets/source.yaml#2',
    'reports/background/generate/chainsaw-step-01-apply-1-2.yaml',
    'reports/background/mutate-existing/secret.yaml',
  ].map(sample => `kyverno/samples/chainsaw/${sample}: not a cluster Secret`),
};
