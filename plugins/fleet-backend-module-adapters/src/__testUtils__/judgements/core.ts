import type { Judgements } from './Judgements';
import {
  ARGOCD_HEALTH,
  KARMADA_HEALTH,
  KSTATUS,
  WEAVE_HEALTH,
} from './vocabularies';

const NO_STATUS =
  'Without a status nothing is known of it; kstatus counts what is absent as zero.';

const NEVER_RUN =
  'A CronJob that never ran has given no evidence that it can, which kstatus and Argo CD do not ask for.';

export const coreJudgements: Judgements = {
  system: 'core',
  samplesAtLeast: 130,
  words: {
    ...ARGOCD_HEALTH,
    ...KSTATUS,
    ...KARMADA_HEALTH,
    ...WEAVE_HEALTH,
    'kubectl-rollout': {
      done: ['healthy'],
      waiting: ['progressing'],
    },
  },
  differences: {
    'kstatus core/samples/kstatus-oracle.yaml#9': NO_STATUS,
    'kstatus core/samples/kstatus-oracle.yaml#15': NO_STATUS,
    'kstatus core/samples/kstatus-oracle.yaml#21': NO_STATUS,
    'kstatus core/samples/kstatus-oracle.yaml#39': NO_STATUS,
    'kstatus core/samples/kstatus-oracle.yaml#42':
      'kstatus takes a job that has begun for current; it has not done yet what it is for.',
    'kstatus core/samples/kstatus-oracle.yaml#43': NEVER_RUN,
    'kstatus core/samples/kstatus-oracle.yaml#44': NEVER_RUN,
    'argocd-health core/samples/argocd-oracle/batch__CronJob/testdata/never-scheduled.yaml':
      NEVER_RUN,
    'argocd-health core/samples/argocd-oracle/batch__CronJob/testdata/active.yaml':
      'While a run is active nothing tells how the last one ended, as the message beside the verdict says too.',
    'argocd-health core/samples/argocd-oracle/batch__CronJob/testdata/suspended.yaml':
      'What is suspended on purpose is suspended; Argo CD has the word and says so only in the message.',
    'argocd-health core/samples/gitops-engine-health/hpa-v1-progressing.yaml':
      'It says that it cannot scale. Argo CD goes by the reason beside it, which is that of a success, and finds no failure among those that it knows.',
    'kubectl-rollout core/samples/kubectl-rollout-status-oracle.yaml#9':
      'kubectl refuses to judge OnDelete and the table says done beside the error; one of three pods is ready.',
    'kubectl-rollout core/samples/kubectl-rollout-status-oracle.yaml#13':
      'The table says done, which its test never compares; the message that it compares says "Waiting".',
  },
  malformed: [],
  // The StatefulSets of kubectl's table are made with three replicas.
  supplement(id, object) {
    const isTable = id.startsWith(
      'core/samples/kubectl-rollout-status-oracle.yaml#',
    );
    return isTable && object.kind === 'StatefulSet'
      ? { ...object, spec: { ...Object(object.spec), replicas: 3 } }
      : object;
  },
};
