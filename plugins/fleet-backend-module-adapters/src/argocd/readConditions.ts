import {
  boundedName,
  boundedText,
  type DeliveryFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  timeOf,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import type { ApplicationObject } from './schema';

const MAX_CONDITIONS = 20;

/** Errors and warnings. Argo CD takes a condition away when it no longer holds. */
export function readConditions({
  status,
}: ApplicationObject): DeliveryFact['conditions'] {
  const conditions = status?.conditions ?? [];
  if (conditions.length === 0) return undefined;
  return conditions
    .slice(0, MAX_CONDITIONS)
    .map(({ type, message, lastTransitionTime }) =>
      withoutUndefined({
        type: boundedName(type),
        message: message ? boundedText(message) : undefined,
        since: timeOf(lastTransitionTime),
      }),
    );
}
