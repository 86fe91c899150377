import type { KubernetesObject } from '../../../types';
import {
  deploymentManifest,
  type WorkloadOptions,
} from '../../builders/workloads';
import { controllerReference } from '../../controllers/Pods';
import {
  type AnalysisRun,
  API_VERSION,
  type Experiment,
  type Rollout,
} from './kinds';

/** A Rollout as somebody applies it: no status. */
export function rolloutManifest(
  options: WorkloadOptions & {
    replicas: number;
    strategy: Rollout['spec']['strategy'];
  },
): Rollout {
  const { metadata, spec } = deploymentManifest(options);
  return {
    apiVersion: API_VERSION,
    kind: 'Rollout',
    metadata,
    spec: {
      replicas: options.replicas,
      revisionHistoryLimit: 3,
      progressDeadlineSeconds: 600,
      selector: spec.selector,
      template: spec.template,
      strategy: options.strategy,
    },
  };
}

/** An analysis of the success rate that a rollout asks for. */
export function buildAnalysisRun(options: {
  rollout: Rollout;
  name: string;
  hash: string;
  revision: number;
  /** Of a step; a background analysis has none. */
  step?: number;
}): AnalysisRun {
  const { rollout, name, hash, revision, step } = options;
  const service = rollout.spec.strategy.canary?.canaryService ?? '';
  return {
    apiVersion: API_VERSION,
    kind: 'AnalysisRun',
    metadata: {
      name,
      namespace: rollout.metadata.namespace,
      labels: {
        'app.kubernetes.io/name': rollout.metadata.name,
        'rollout-type': step === undefined ? 'Background' : 'Step',
        'rollouts-pod-template-hash': hash,
        ...(step !== undefined && { 'step-index': String(step) }),
      },
      annotations: { 'rollout.argoproj.io/revision': String(revision) },
      ownerReferences: [controllerReference(rollout)],
    },
    spec: {
      args: [{ name: 'service', value: service }],
      metrics: [
        {
          name: 'success-rate',
          interval: '20s',
          ...(step !== undefined && { count: 5 }),
          failureLimit: 2,
          successCondition: 'result[0] >= 0.99',
          provider: {
            prometheus: {
              address: 'http://prometheus.observability:9090',
              query: `sum(rate(requests_total{service="${service}",code!~"5.."}[1m])) / sum(rate(requests_total{service="${service}"}[1m]))`,
            },
          },
        },
      ],
    },
    status: { phase: 'Pending' },
  };
}

/** Two versions beside each other for a while. */
export function buildExperiment(options: {
  rollout: Rollout;
  name: string;
  hashes: { baseline: string; candidate: string };
  availableAt: string;
}): Experiment {
  const { rollout, name, hashes, availableAt } = options;
  const templates = (['baseline', 'candidate'] as const).map(part => ({
    name: part,
    replicas: 1,
    selector: { matchLabels: { 'app.kubernetes.io/name': `${name}-${part}` } },
    template: {
      ...rollout.spec.template,
      metadata: { labels: { 'app.kubernetes.io/name': `${name}-${part}` } },
    },
  }));
  return {
    apiVersion: API_VERSION,
    kind: 'Experiment',
    metadata: {
      name,
      namespace: rollout.metadata.namespace,
      labels: { 'app.kubernetes.io/name': rollout.metadata.name },
      ownerReferences: [controllerReference(rollout)],
    },
    spec: { duration: '240m', templates, progressDeadlineSeconds: 600 },
    status: {
      phase: 'Running',
      availableAt,
      templateStatuses: templates.map(template => ({
        name: template.name,
        status: 'Running' as const,
        replicas: 1,
        updatedReplicas: 1,
        readyReplicas: 1,
        availableReplicas: 1,
        podTemplateHash: hashes[template.name],
        lastTransitionTime: availableAt,
      })),
      conditions: [
        {
          type: 'Progressing',
          status: 'True',
          reason: 'NewReplicaSetAvailable',
          message: `Experiment "${name}" is running.`,
          lastUpdateTime: availableAt,
          lastTransitionTime: availableAt,
        },
      ],
    },
  };
}

export function referenceOf({ apiVersion, kind, metadata }: KubernetesObject) {
  return {
    apiVersion,
    kind,
    namespace: metadata.namespace,
    name: metadata.name,
  };
}
