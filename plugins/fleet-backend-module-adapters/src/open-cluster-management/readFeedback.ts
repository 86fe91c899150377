import {
  boundedName,
  type Health,
} from '@fleetview/backstage-plugin-fleet-common';
import { conditionOf } from '@fleetview/backstage-plugin-fleet-node';
import type { Manifest, ManifestStatus } from './schema';

const MAX_VALUES = 20;

/** Kinds that are well once they are there: they run nothing and have no state. */
const EXISTENCE_IS_HEALTH = new Set([
  '/ConfigMap',
  '/LimitRange',
  '/Namespace',
  '/ResourceQuota',
  '/Secret',
  '/ServiceAccount',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'rbac.authorization.k8s.io/Role',
  'rbac.authorization.k8s.io/RoleBinding',
  'networking.k8s.io/NetworkPolicy',
]);

type Feedback = Record<string, string>;

/** The values that the hub had sent back, by name, each as text. */
export function readFeedback({
  statusFeedback,
}: ManifestStatus): Feedback | undefined {
  const values: Feedback = Object.create(null);
  for (const { name, fieldValue } of statusFeedback?.values ?? []) {
    const { integer, string, boolean, jsonRaw } = fieldValue;
    const value = integer ?? string ?? boolean ?? jsonRaw;
    if (value === undefined) continue;
    if (Object.keys(values).length >= MAX_VALUES) break;
    values[boundedName(name)] = boundedName(String(value));
  }
  return Object.keys(values).length ? { ...values } : undefined;
}

function count(feedback: Feedback, name: string): number | undefined {
  return Object.hasOwn(feedback, name) && /^\d{1,9}$/.test(feedback[name])
    ? Number(feedback[name])
    : undefined;
}

function healthOfReplicas(
  desired: number | undefined,
  current: number | undefined,
  good: number | undefined,
): Health | undefined {
  const wanted = Math.max(desired ?? 0, current ?? 0);
  if (desired === undefined && current === undefined) return undefined;
  // A cluster leaves a count of zero out of the status, so nothing is sent back.
  return (good ?? 0) >= wanted && (current ?? 0) >= wanted
    ? 'healthy'
    : 'progressing';
}

/** By what the hub's well-known rules send back for a kind. */
function healthOfFeedback(
  kind: string,
  feedback: Feedback,
  manifest: Manifest | undefined,
): Health | undefined {
  switch (kind) {
    case 'apps/Deployment':
    case 'apps/StatefulSet':
      return healthOfReplicas(
        manifest?.spec?.replicas,
        count(feedback, 'Replicas'),
        count(feedback, 'AvailableReplicas') ??
          count(feedback, 'ReadyReplicas'),
      );
    case 'apps/DaemonSet':
      return healthOfReplicas(
        undefined,
        count(feedback, 'DesiredNumberScheduled'),
        count(feedback, 'NumberAvailable') ?? count(feedback, 'NumberReady'),
      );
    case 'batch/Job':
      return feedback.JobComplete === 'True' ? 'healthy' : undefined;
    case '/Pod':
      if (feedback.PodPhase === 'Failed') return 'degraded';
      if (feedback.PodPhase === 'Succeeded') return 'healthy';
      if (feedback.PodReady === 'True') return 'healthy';
      return feedback.PodReady === 'False' ? 'progressing' : undefined;
    default:
      return undefined;
  }
}

/**
 * The health of one object that a work brings: whether it exists, then what was
 * fed back of it. `undefined` where neither says anything.
 */
export function readResourceHealth(
  kind: string,
  manifest: Manifest | undefined,
  status: ManifestStatus,
): Health | undefined {
  const available = conditionOf(status.conditions, 'Available');
  if (available?.status === 'False') return 'missing';
  const feedback = readFeedback(status);
  const told = feedback && healthOfFeedback(kind, feedback, manifest);
  if (told) return told;
  return available?.status === 'True' && EXISTENCE_IS_HEALTH.has(kind)
    ? 'healthy'
    : undefined;
}
