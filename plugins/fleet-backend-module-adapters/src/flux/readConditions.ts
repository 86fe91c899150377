import {
  boundedText,
  type DeliveryFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  conditionOf,
  describeCondition,
  timeOf,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import type { DeliveryObject } from './schema';

/** Conditions beside those that tell health and sync, with what is worth a remark. */
const REMARKS = [
  ['Healthy', 'False'],
  ['Released', 'False'],
  ['TestSuccess', 'False'],
  ['Remediated', 'True'],
  ['Drifted', 'True'],
] as const;

/** What Flux remarks on: a failed test, a rollback, drift. */
export function readConditions({
  status,
}: DeliveryObject): DeliveryFact['conditions'] {
  const remarks = REMARKS.flatMap(([type, worth]) => {
    const condition = conditionOf(status?.conditions, type);
    return condition?.status === worth
      ? [
          withoutUndefined({
            type,
            message: boundedText(describeCondition(condition)),
            since: timeOf(condition.lastTransitionTime),
          }),
        ]
      : [];
  });
  return remarks.length ? remarks : undefined;
}
