import type { Fact } from '@fleetview/backstage-plugin-fleet-common';
import type { EngineReader, Says } from './EngineWords';

type JsonObject = Record<string, any>;

/** What verdicts of upstream on workloads say, by vocabulary. */
const WORKLOADS: Record<string, Record<string, Says>> = {
  'kubectl-rollout': { done: 'done', waiting: 'running' },
  kstatus: { Current: 'done', InProgress: 'running', Failed: 'ill' },
  'argocd-health': {
    Healthy: 'done',
    Progressing: 'running',
    Degraded: 'ill',
    Suspended: 'held',
    Unknown: 'unknown',
  },
  'weave-health': {
    Healthy: 'done',
    Progressing: 'running',
    Unhealthy: 'ill',
  },
};

/** Kinds that a release runs as; a Job is over when it is done. */
const RELEASED = ['Deployment', 'StatefulSet', 'DaemonSet', 'Rollout'];

function factOf<T extends Fact['type']>(
  facts: readonly Fact[],
  type: T,
): Extract<Fact, { type: T }> | undefined {
  return facts.find(
    (fact): fact is Extract<Fact, { type: T }> => fact.type === type,
  );
}

function workloadReader(
  vocabulary: string,
  samplesAtLeast: number,
  differences: EngineReader['differences'] = {},
): EngineReader {
  return {
    name: `workloads by ${vocabulary}`,
    samplesAtLeast,
    differences,
    read({ object, facts, verdicts }) {
      const word = verdicts.get(vocabulary);
      const fact = factOf(facts, 'workload');
      const says = word && WORKLOADS[vocabulary][word];
      return word && says && fact && RELEASED.includes(object.kind)
        ? { word, says, fact }
        : undefined;
    },
  };
}

function conditionIn(object: JsonObject, type: string) {
  const conditions = object.status?.conditions;
  return Array.isArray(conditions)
    ? conditions.find(each => each?.type === type)
    : undefined;
}

/** By the operation first, as `argocd app wait` does, then by sync, then by health. */
function argocdSays(object: JsonObject): Says {
  const { metadata, operation, spec, status = {} } = object;
  const { operationState: state, reconciledAt } = status;
  const isUnfinished =
    state &&
    (state.finishedAt === undefined ||
      (reconciledAt &&
        Date.parse(reconciledAt) < Date.parse(state.finishedAt)));
  if (operation && !state) return 'running';
  if (['Running', 'Terminating'].includes(state?.phase)) return 'running';
  const sync = status.sync?.status;
  if (['Failed', 'Error'].includes(state?.phase) && sync !== 'Synced') {
    return 'failed';
  }
  if (isUnfinished && !['Failed', 'Error'].includes(state.phase)) {
    return 'running';
  }
  if (status.sourceHydrator?.currentOperation?.phase === 'Hydrating') {
    return 'differs';
  }
  if (sync === 'OutOfSync') {
    // A set may sync its Applications step by step instead.
    const isOfSet = metadata?.ownerReferences?.some(
      (owner: JsonObject) => owner.kind === 'ApplicationSet',
    );
    return !spec || isOfSet || spec.syncPolicy?.automated
      ? 'differs'
      : 'by-hand';
  }
  if (sync !== 'Synced') return 'unknown';
  const words: Record<string, Says> = {
    Healthy: 'done',
    Progressing: 'running',
    Degraded: 'ill',
    Missing: 'ill',
    Suspended: 'held',
  };
  return words[status.health?.status] ?? 'unknown';
}

const argocdReader: EngineReader = {
  name: 'Applications by operation, sync and health',
  samplesAtLeast: 30,
  read({ object, facts }) {
    const fact = factOf(facts, 'delivery');
    const { operationState, sync, health } = object.status ?? {};
    if (object.kind !== 'Application' || !fact) return undefined;
    if (object.metadata?.deletionTimestamp) return undefined;
    if (!operationState && !object.operation && !sync && !health) {
      return undefined;
    }
    return {
      word: [operationState?.phase, sync?.status, health?.status].join(' '),
      says: argocdSays(object),
      fact,
    };
  },
};

/** Statuses of several clusters in one object, as it is on none of them. */
const PUT_TOGETHER_BY_KARMADA = Object.fromEntries(
  [
    'helm.toolkit.fluxcd.io__v2beta1__HelmRelease__interpretstatus.yaml#2',
    'kustomize.toolkit.fluxcd.io__v1__Kustomization__aggregatestatus.yaml#2',
  ].map(sample => [
    `flux/samples/karmada-interpreter/${sample}`,
    'Ready, and another revision attempted than applied: what Karmada put together of several, and what Flux says of none.',
  ]),
);

/** As `flux get` and kstatus read it: suspended, stalled, reconciling, ready. */
const fluxReader: EngineReader = {
  name: 'Kustomizations and HelmReleases by Ready, Stalled and Reconciling',
  samplesAtLeast: 10,
  differences: PUT_TOGETHER_BY_KARMADA,
  read({ object, facts }) {
    const fact = factOf(facts, 'delivery');
    const isDelivery = ['Kustomization', 'HelmRelease'].includes(object.kind);
    if (!isDelivery || !fact || !object.status?.conditions) return undefined;
    const [ready, stalled, reconciling] = [
      'Ready',
      'Stalled',
      'Reconciling',
    ].map(type => conditionIn(object, type));
    const told = (word: string, says: Says) => ({ word, says, fact });
    const { generation } = object.metadata ?? {};
    const { observedGeneration } = object.status;
    if (object.spec?.suspend) return told('suspended', 'held');
    if (
      generation !== undefined &&
      observedGeneration !== undefined &&
      observedGeneration < generation
    ) {
      return told('not observed', 'running');
    }
    if (stalled?.status === 'True') return told('Stalled', 'failed');
    if (reconciling?.status === 'True') {
      return told(
        `Reconciling ${reconciling.reason}`,
        ready?.status === 'False' &&
          reconciling.reason === 'ProgressingWithRetry'
          ? 'failed'
          : 'running',
      );
    }
    if (ready?.reason === 'DependencyNotReady') {
      return told('DependencyNotReady', 'running');
    }
    const words: Record<string, Says> = {
      True: 'done',
      False: 'failed',
      Unknown: 'running',
    };
    return told(
      `Ready ${ready?.status} ${ready?.reason ?? ''}`,
      words[ready?.status] ?? 'unknown',
    );
  },
};

/** As the hub's own rollout judges a work. */
const ocmReader: EngineReader = {
  name: 'ManifestWorks by ocm-rollout-status',
  samplesAtLeast: 12,
  differences: {
    'ocm/samples/go-fixtures/ManifestWork__manifestworkreplicasetcontroller.manifestworkreplicaset_deploy__L1173.yaml':
      'Its rule says that it is degraded; the hub asks for that only while it is on its way.',
  },
  read({ object, facts, verdicts }) {
    const word = verdicts.get('ocm-rollout-status');
    const fact = factOf(facts, 'delivery');
    if (!word || !fact) return undefined;
    const isRefused = conditionIn(object, 'Applied')?.status === 'False';
    const words: Record<string, Says> = {
      // What could not be applied is to be applied again.
      ToApply: isRefused ? 'failed' : 'unknown',
      Progressing: 'running',
      Failed: 'ill',
      Succeeded: 'done',
    };
    return { word, says: words[word], fact };
  },
};

/** One for each engine and vocabulary that says how far something is. */
export const READERS: EngineReader[] = [
  workloadReader('kubectl-rollout', 15, {
    'core/samples/kubectl-rollout-status-oracle.yaml#7':
      'It does not say how many pods are scheduled, which every API server has it say.',
    'core/samples/kubectl-rollout-status-oracle.yaml#12':
      'Two of three pods are kept at the release before by the partition: it is not there on them.',
    'core/samples/kubectl-rollout-status-oracle.yaml#9':
      'kubectl refuses to judge OnDelete and the table says done beside the error; one of three pods is ready.',
    'core/samples/kubectl-rollout-status-oracle.yaml#13':
      'The table says done, which its test never compares; the message that it compares says "Waiting".',
  }),
  workloadReader('kstatus', 16, {
    'core/samples/kstatus-oracle.yaml#11':
      'It does not say how many pods are of the present template; kstatus does not ask.',
  }),
  workloadReader('argocd-health', 16, {
    ...Object.fromEntries(
      [
        'bluegreen/healthy_servingActiveService.yaml',
        'canary/healthy_emptyStepsList.yaml',
        'canary/healthy_noSteps.yaml',
        'healthy_legacy_v0.9_observedGeneration.yaml',
        'healthy_legacy_v0.9_observedGeneration_numeric.yaml',
      ].map(sample => [
        `argo-rollouts/samples/argocd-oracle/argoproj.io__Rollout/testdata/${sample}`,
        'A controller before 1.0 says by a hash what it has seen: whether that is the present template cannot be told.',
      ]),
    ),
  }),
  workloadReader('weave-health', 6),
  argocdReader,
  fluxReader,
  ocmReader,
];
