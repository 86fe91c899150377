import { boundedText } from '@fleetview/backstage-plugin-fleet-common';
import {
  conditionOf,
  describeCondition,
  isPresent,
} from '@fleetview/backstage-plugin-fleet-node';
import { reconciledObject } from './readReconciled';
import type { DeliveryObject } from './schema';

/**
 * Reasons of `Ready=False` that point at something else: another delivery, a
 * source, what was brought. The message names it.
 */
const POINTS_ELSEWHERE = [
  'DependencyNotReady',
  'SourceNotReady',
  'ArtifactFailed',
  'HealthCheckFailed',
];

/**
 * What stands in the way of a delivery, as its own conditions say it, the nearest
 * first. What in turn holds that up is said by the other object.
 */
export function readBlockers(delivery: DeliveryObject): string[] | undefined {
  const { conditions = [] } = delivery.status ?? {};
  const ready = conditionOf(conditions, 'Ready');
  const stalled = conditionOf(conditions, 'Stalled');
  const blockers: string[] = [];
  if (
    ready?.status === 'False' &&
    POINTS_ELSEWHERE.includes(ready.reason ?? '') &&
    isPresent(reconciledObject(delivery), ready)
  ) {
    blockers.push(describeCondition(ready));
  }
  if (
    stalled?.status === 'True' &&
    isPresent(reconciledObject(delivery), stalled)
  ) {
    blockers.push(describeCondition(stalled));
  }
  return blockers.length ? blockers.map(boundedText) : undefined;
}
