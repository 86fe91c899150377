import { KubernetesObject } from '../../types';
import { findCondition } from '../conditions';
import { DaemonSet, Deployment, StatefulSet } from '../kinds';

/** The health that Argo CD gives to a workload. */
export type WorkloadHealth = 'Healthy' | 'Progressing' | 'Degraded' | 'Missing';

/** The order in which Argo CD takes the worst. */
const WORST_LAST: readonly WorkloadHealth[] = [
  'Healthy',
  'Progressing',
  'Missing',
  'Degraded',
];

function deploymentHealth({ metadata, spec, status = {} }: Deployment) {
  if ((status.observedGeneration ?? 0) < (metadata.generation ?? 0)) {
    return 'Progressing';
  }
  const progressing = findCondition(status.conditions, 'Progressing');
  if (progressing?.reason === 'ProgressDeadlineExceeded') return 'Degraded';
  const updated = status.updatedReplicas ?? 0;
  if (updated < (spec.replicas ?? 1)) return 'Progressing';
  if ((status.replicas ?? 0) > updated) return 'Progressing';
  return (status.availableReplicas ?? 0) < updated ? 'Progressing' : 'Healthy';
}

function statefulSetHealth({ metadata, spec, status }: StatefulSet) {
  if ((status?.observedGeneration ?? 0) < (metadata.generation ?? 0)) {
    return 'Progressing';
  }
  if ((status?.readyReplicas ?? 0) < (spec.replicas ?? 1)) return 'Progressing';
  return status?.updateRevision === status?.currentRevision
    ? 'Healthy'
    : 'Progressing';
}

function daemonSetHealth({ metadata, status }: DaemonSet) {
  if (!status) return 'Progressing';
  if ((status.observedGeneration ?? 0) < (metadata.generation ?? 0)) {
    return 'Progressing';
  }
  const desired = status.desiredNumberScheduled;
  return (status.updatedNumberScheduled ?? 0) < desired ||
    (status.numberAvailable ?? 0) < desired
    ? 'Progressing'
    : 'Healthy';
}

/** The health of one object, by Argo CD's built-in rules; undefined if it has none. */
export function workloadHealth(
  object: KubernetesObject,
): WorkloadHealth | undefined {
  switch (object.kind) {
    case 'Deployment':
      return deploymentHealth(object as Deployment);
    case 'StatefulSet':
      return statefulSetHealth(object as StatefulSet);
    case 'DaemonSet':
      return daemonSetHealth(object as DaemonSet);
    default:
      return undefined;
  }
}

/** Kinds without a check of their health: that one is missing makes nothing worse. */
const WITHOUT_CHECK = ['ConfigMap', 'CronJob'];

/** The health of an object that is wanted and not there, if its kind has one. */
export function missingHealth({
  kind,
}: KubernetesObject): WorkloadHealth | undefined {
  return WITHOUT_CHECK.includes(kind) ? undefined : 'Missing';
}

/** The worst of some; `Healthy` if there are none, as Argo CD says of nothing. */
export function worstHealth(
  healths: readonly (WorkloadHealth | undefined)[],
): WorkloadHealth {
  let worst: WorkloadHealth = 'Healthy';
  for (const health of healths) {
    if (health && WORST_LAST.indexOf(health) > WORST_LAST.indexOf(worst)) {
      worst = health;
    }
  }
  return worst;
}

/** Whether everything that `wanted` sets is so in `live`. */
export function isContained(wanted: unknown, live: unknown): boolean {
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(live) &&
      live.length === wanted.length &&
      wanted.every((item, index) => isContained(item, live[index]))
    );
  }
  if (typeof wanted === 'object' && wanted !== null) {
    if (typeof live !== 'object' || live === null) return false;
    const liveFields = new Map(Object.entries(live));
    return Object.entries(wanted).every(([field, value]) =>
      isContained(value, liveFields.get(field)),
    );
  }
  return wanted === live;
}
