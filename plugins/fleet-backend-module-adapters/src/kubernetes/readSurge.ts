import { surgeOf } from '@fleetview/backstage-plugin-fleet-node';

/** What the API server writes where it is not given. */
const DEFAULT_SURGE = '25%';

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[name] ?? undefined
    : undefined;
}

/**
 * How many pods more there may be while a Deployment is rolled out; nothing where its
 * strategy cannot be read.
 */
export function deploymentSurge(
  strategy: unknown,
  replicas: number,
): number | undefined {
  const type = fieldOf(strategy, 'type') ?? 'RollingUpdate';
  // All old pods are gone before the first new one is made.
  if (type === 'Recreate') return 0;
  if (type !== 'RollingUpdate') return undefined;
  const rollingUpdate = fieldOf(strategy, 'rollingUpdate');
  return surgeOf(fieldOf(rollingUpdate, 'maxSurge') ?? DEFAULT_SURGE, replicas);
}

/**
 * How many pods more there may be while a DaemonSet is rolled out: none unless it says so.
 * Source: `SurgeCount` of `k8s.io/kubernetes/pkg/controller/daemon/util`.
 *
 * @param desired - nodes that should have a pod; nothing where no controller has counted them
 */
export function daemonSetSurge(
  strategy: { type?: string; rollingUpdate?: unknown } | undefined,
  desired: number | undefined,
): number | undefined {
  const maxSurge = fieldOf(strategy?.rollingUpdate, 'maxSurge');
  const isRolling = (strategy?.type ?? 'RollingUpdate') === 'RollingUpdate';
  if (!isRolling || maxSurge === undefined) return 0;
  return desired === undefined ? undefined : surgeOf(maxSurge, desired);
}
