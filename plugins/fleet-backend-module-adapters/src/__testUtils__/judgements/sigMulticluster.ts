import type { Judgements } from './Judgements';

/** Upstream states no verdicts of its samples. */
export const sigMulticlusterJudgements: Judgements = {
  system: 'sig-multicluster',
  samplesAtLeast: 18,
  words: {},
  differences: {},
  malformed: [
    // Pages of documentation: a placeholder as the name, an ellipsis as the specification.
    'sig-multicluster/samples/doc-examples/README__L110.yaml: metadata.name: not a name',
    'sig-multicluster/samples/doc-examples/tasks-manage-setup_multikueue__L259.yaml: spec: Invalid input: expected object, received string',
  ],
};
