import { conditionOf } from '@fleetview/backstage-plugin-fleet-node';
import { nameCondition } from './readConditions';
import type { CapiCondition } from './schema';

/** True while something happens, and no trouble by themselves. */
const ACTIVITIES = ['Remediating', 'RollingOut', 'ScalingUp', 'ScalingDown'];

/**
 * What is under way, told by the conditions and, as these may lag, by the counts.
 *
 * @returns `undefined` where nothing is
 */
export function readActivity(
  conditions: readonly CapiCondition[],
  counts: { desired?: number | undefined; current?: number | undefined },
): string | undefined {
  for (const type of ACTIVITIES) {
    const condition = conditionOf(conditions, type);
    if (condition?.status === 'True') return nameCondition(condition);
  }
  const { desired, current } = counts;
  if (desired === undefined || current === undefined) return undefined;
  if (current < desired) return `${current} of ${desired} machines exist`;
  if (current > desired) {
    return `${current} machines exist, ${desired} are wanted`;
  }
  return undefined;
}
