import type { Health } from '@fleetview/backstage-plugin-fleet-common';
import {
  BEING_DELETED,
  describeCondition,
  type Verdict,
} from '@fleetview/backstage-plugin-fleet-node';
import type { ApplicationObject } from './schema';

const HEALTHS: Record<string, Health> = {
  Healthy: 'healthy',
  Progressing: 'progressing',
  Degraded: 'degraded',
  Suspended: 'suspended',
  Missing: 'missing',
  Unknown: 'unknown',
};

/** What went wrong, worst first. Argo CD's conditions have no status. */
const ERRORS = [
  'InvalidSpecError',
  'ComparisonError',
  'SyncError',
  'DeletionError',
  'UnknownError',
];

/** A word of Argo CD's health as one of ours; `undefined` where it is none of them. */
export function healthOf(status: string | undefined): Health | undefined {
  return status !== undefined && Object.hasOwn(HEALTHS, status)
    ? HEALTHS[status]
    : undefined;
}

/** The worst error that an Application's conditions speak of. */
export function errorOf(application: ApplicationObject): string | undefined {
  const conditions = application.status?.conditions ?? [];
  for (const type of ERRORS) {
    const error = conditions.find(condition => condition.type === type);
    if (error) return `${type}: ${describeCondition(error)}`;
  }
  return undefined;
}

/**
 * The health as Argo CD states it. It keeps its last value while the cluster
 * cannot be reached: the heartbeat says so.
 */
export function readHealth(application: ApplicationObject): Verdict {
  if (application.metadata.deletionTimestamp !== undefined) {
    return BEING_DELETED;
  }
  const stated = application.status?.health?.status;
  const health = healthOf(stated);
  const message =
    application.status?.health?.message || errorOf(application) || undefined;
  if (health) return { health, message };
  return {
    health: 'unknown',
    message: message ?? (stated ? `health '${stated}'` : 'no health stated'),
  };
}
