import type { Health } from '@fleetview/backstage-plugin-fleet-common';

/** What each word of a vocabulary of upstream's means in ours; one of these. */
export const UPSTREAM_HEALTH: Record<
  string,
  Record<string, readonly Health[]>
> = {
  'argocd-health': {
    Healthy: ['healthy'],
    Progressing: ['progressing'],
    Degraded: ['degraded'],
    Suspended: ['suspended'],
  },
  kstatus: {
    Current: ['healthy'],
    InProgress: ['progressing'],
    Failed: ['degraded'],
  },
  'kubectl-rollout': {
    done: ['healthy'],
    waiting: ['progressing'],
  },
  'weave-health': {
    Healthy: ['healthy'],
    Progressing: ['progressing'],
    Unhealthy: ['degraded'],
  },
  // It only tells whether something is healthy.
  'karmada-health': {
    True: ['healthy'],
    False: ['suspended', 'progressing', 'unknown', 'missing', 'degraded'],
  },
};

/** Stands in place of a verdict where upstream gives none. */
export const NO_VERDICT = '(none)';

const NO_STATUS =
  'Without a status nothing is known of it; kstatus counts what is absent as zero.';
const ANY_REASON =
  'The type Ready and its status decide; Karmada wants one certain reason as well.';

/** Where we differ on purpose, by vocabulary and sample. */
export const NAMED_DIFFERENCES: Record<string, string> = {
  'kstatus core/samples/kstatus-oracle.yaml#9': NO_STATUS,
  'kstatus core/samples/kstatus-oracle.yaml#15': NO_STATUS,
  'kstatus core/samples/kstatus-oracle.yaml#21': NO_STATUS,
  'kubectl-rollout core/samples/kubectl-rollout-status-oracle.yaml#9':
    'kubectl refuses to judge OnDelete and the table says done beside the error; one of three pods is ready.',
  'kubectl-rollout core/samples/kubectl-rollout-status-oracle.yaml#13':
    'The table says done, which its test never compares; the message that it compares says "Waiting".',
  'karmada-health flux/samples/karmada-interpreter/source.toolkit.fluxcd.io__v1__GitRepository__interprethealth.yaml#1':
    ANY_REASON,
  'karmada-health flux/samples/karmada-interpreter/source.toolkit.fluxcd.io__v1beta2__OCIRepository__interprethealth.yaml#3':
    ANY_REASON,
};

/**
 * What an upstream test sets outside of the literal that its sample was taken
 * from: the StatefulSets of kubectl's table are made with three replicas.
 */
export function supplement(
  id: string,
  object: Record<string, unknown>,
): Record<string, unknown> {
  const isTable = id.startsWith(
    'core/samples/kubectl-rollout-status-oracle.yaml#',
  );
  return isTable && object.kind === 'StatefulSet'
    ? { ...object, spec: { ...Object(object.spec), replicas: 3 } }
    : object;
}
