import { toTimestamp } from '../clock';
import type { FieldManager } from '../store/managedFields';
import type { KubernetesObject } from '../types';
import { controllerReference } from './controllers/Pods';
import type { Instance } from './Instance';

const CONTROLLER_STATUS: FieldManager = {
  manager: 'kube-controller-manager',
  operation: 'Update',
  subresource: 'status',
};

function referenceOf({ namespace, component }: Instance) {
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    namespace,
    name: `${component.name}-run`,
  };
}

/** The CronJob of an instance begins a run whose pods all fail. */
export function failRun(instance: Instance, started: number): void {
  const { store, namespace } = instance;
  const cronJob = store.get(referenceOf(instance));
  if (!cronJob) return;
  const time = toTimestamp(started);
  const done = toTimestamp(started + 190_000);
  const { spec } = cronJob as KubernetesObject & {
    spec: { jobTemplate: { spec: object } };
  };
  store.update<KubernetesObject & { status?: object }>(
    referenceOf(instance),
    draft => {
      draft.status = { ...draft.status, lastScheduleTime: time };
    },
    CONTROLLER_STATUS,
  );
  const failed = (type: string) => ({
    type,
    status: 'True',
    reason: 'BackoffLimitExceeded',
    message: 'Job has reached the specified backoff limit',
    lastProbeTime: done,
    lastTransitionTime: done,
  });
  store.create({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: `${cronJob.metadata.name}-${Math.floor(started / 60_000)}`,
      namespace,
      labels: cronJob.metadata.labels,
      ownerReferences: [controllerReference(cronJob)],
    },
    spec: {
      backoffLimit: 6,
      completions: 1,
      parallelism: 1,
      ...spec.jobTemplate.spec,
    },
    status: {
      startTime: time,
      failed: 7,
      ready: 0,
      conditions: [failed('FailureTarget'), failed('Failed')],
    },
  });
}

/** Somebody has suspended the schedule of an instance's CronJob. */
export function suspendSchedule(instance: Instance): void {
  instance.store.update<KubernetesObject & { spec: { suspend?: boolean } }>(
    referenceOf(instance),
    draft => {
      draft.spec.suspend = true;
    },
    { manager: 'kubectl-patch', operation: 'Update' },
  );
}

/** The autoscaler of an instance gets no metrics any more. */
export function loseMetrics(instance: Instance, at: number): void {
  const time = toTimestamp(at);
  instance.store.update<
    KubernetesObject & { status?: { conditions?: { type: string }[] } }
  >(
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      namespace: instance.namespace,
      name: instance.component.name,
    },
    draft => {
      const conditions = draft.status?.conditions ?? [];
      draft.status = {
        ...draft.status,
        conditions: conditions.map(condition =>
          condition.type === 'ScalingActive'
            ? {
                type: 'ScalingActive',
                status: 'False',
                reason: 'FailedGetResourceMetric',
                message:
                  'the HPA was unable to compute the replica count: failed to get cpu utilization: unable to get metrics for resource cpu: no metrics returned from resource metrics API',
                lastTransitionTime: time,
              }
            : condition,
        ),
      };
    },
    CONTROLLER_STATUS,
  );
}
