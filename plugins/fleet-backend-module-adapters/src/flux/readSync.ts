import type { Revision, Sync } from '@fleetview/backstage-plugin-fleet-common';
import {
  conditionOf,
  describeCondition,
  isPresent,
} from '@fleetview/backstage-plugin-fleet-node';
import { reconciledObject } from './readReconciled';
import type { DeliveryObject } from './schema';

/**
 * Whether what was last applied is what was last asked for, and nothing says
 * otherwise since.
 */
export function readSync(
  delivery: DeliveryObject,
  desired: Revision | undefined,
  applied: Revision | undefined,
): { sync: Sync; message?: string } {
  const conditions = delivery.status?.conditions;
  const drifted = conditionOf(conditions, 'Drifted');
  if (drifted?.status === 'True') {
    return { sync: 'out-of-sync', message: describeCondition(drifted) };
  }
  if (!desired) return { sync: 'unknown', message: 'nothing attempted yet' };
  if (desired.value !== applied?.value) {
    return {
      sync: 'out-of-sync',
      message: applied
        ? `applied ${applied.value}, attempted ${desired.value}`
        : `attempted ${desired.value}, nothing applied`,
    };
  }
  const ready = conditionOf(conditions, 'Ready');
  if (!ready || !isPresent(reconciledObject(delivery), ready)) {
    return { sync: 'unknown', message: 'the present spec is not reconciled' };
  }
  // While it runs again the last applied revision still is the desired one.
  if (ready.status === 'True' || ready.status === 'Unknown') {
    return { sync: 'synced' };
  }
  return { sync: 'unknown', message: describeCondition(ready) };
}
