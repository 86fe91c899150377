import type {
  DeliveryFact,
  Sync,
} from '@fleetview/backstage-plugin-fleet-common';
import { boundedText } from '@fleetview/backstage-plugin-fleet-common';
import {
  timeOf,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { isComparedWithOlderSpec } from './readComparison';
import type { ApplicationObject } from './schema';

/** Errors after which nothing in the status was compared with the cluster. */
const COMPARISON_ERRORS = [
  'ComparisonError',
  'InvalidSpecError',
  'UnknownError',
];

function comparisonErrorOf(application: ApplicationObject) {
  const conditions = application.status?.conditions ?? [];
  for (const type of COMPARISON_ERRORS) {
    const error = conditions.find(condition => condition.type === type);
    if (error) return error;
  }
  return undefined;
}

/** A word of Argo CD's sync status as one of ours. */
export function syncOf(status: string | undefined): Sync {
  if (status === 'Synced') return 'synced';
  return status === 'OutOfSync' ? 'out-of-sync' : 'unknown';
}

/** What Argo CD says of desired and live, as far as it holds for the present specification. */
export function readSync(application: ApplicationObject): {
  sync: Sync;
  message?: string;
} {
  const { status } = application;
  if (isComparedWithOlderSpec(application)) {
    return { sync: 'unknown', message: 'compared with an older spec' };
  }
  const hydration = status?.sourceHydrator?.currentOperation;
  if (hydration?.phase === 'Hydrating') {
    return { sync: 'unknown', message: 'the source is being hydrated' };
  }
  if (hydration?.phase === 'Failed') {
    return {
      sync: 'unknown',
      message: `hydration failed: ${hydration.message ?? 'no reason given'}`,
    };
  }
  const sync = syncOf(status?.sync?.status);
  if (sync !== 'unknown') return { sync };
  return { sync, message: comparisonErrorOf(application)?.message };
}

/**
 * Whether Argo CD sees the target cluster. It has no field for that: an error
 * of the comparison together with sync `Unknown` means that the rest of the
 * status is what it last knew.
 */
export function readHeartbeat(
  application: ApplicationObject,
): DeliveryFact['heartbeat'] {
  const error = comparisonErrorOf(application);
  if (!error || application.status?.sync?.status !== 'Unknown') {
    return { state: 'current' };
  }
  return withoutUndefined({
    state: 'lost' as const,
    since: timeOf(error.lastTransitionTime),
    reason: boundedText(error.message || error.type),
  });
}
