import type { Fact } from '@fleetview/backstage-plugin-fleet-common';
import type { Judgements } from './Judgements';
import { ARGOCD_HEALTH } from './vocabularies';

const NO_STATUS =
  'Nobody has looked at it yet, so nothing is known of it; Argo CD counts it as under way.';

function messageOf(fact: Fact): string {
  return ('message' in fact && fact.message) || '';
}

export const argoRolloutsJudgements: Judgements = {
  system: 'argo-rollouts',
  samplesAtLeast: 140,
  words: {
    ...ARGOCD_HEALTH,
    'rollout-timed-out': {
      True: fact => messageOf(fact).startsWith('ProgressDeadlineExceeded'),
      False: fact => !messageOf(fact).includes('ProgressDeadlineExceeded'),
    },
    'rollout-generation-observed': {
      True: fact => !messageOf(fact).includes('is not observed yet'),
      False: fact => messageOf(fact).includes('is not observed yet'),
    },
  },
  differences: {
    'argocd-health argo-rollouts/samples/argocd-oracle/argoproj.io__AnalysisRun/testdata/noStatusAnalysisRun.yaml':
      NO_STATUS,
    'argocd-health argo-rollouts/samples/argocd-oracle/argoproj.io__Experiment/testdata/noStatusExperiment.yaml':
      NO_STATUS,
  },
  malformed: [
    // A list of conditions that is a map, which the definition of the kind refuses.
    'argo-rollouts/samples/argocd/Rollout/testdata/degraded_statusPhaseMessage.yaml: status.conditions: Invalid input: expected array, received object',
  ],
};
