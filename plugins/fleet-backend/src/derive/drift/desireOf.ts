import type { AskedPlace } from '@fleetview/backstage-plugin-fleet-common';
import { idOf } from '../compliance/keys';
import type { OwnDifference, Resource } from './types';

/** Where the cluster itself tells that something differs, and not from what. */
export function placesToAsk(own: OwnDifference | undefined): AskedPlace[] {
  if (!own?.isCurrent) return [];
  return own.fact.differences.flatMap(
    ({ path, kind, isSecret, desired, live }) =>
      kind === 'changed' && !isSecret && !desired && live && !live.truncated
        ? [{ path, live: live.text }]
        : [],
  );
}

/**
 * What the question is known by how a delivery desires a resource. What differs elsewhere, or
 * in another way, is another question: an answer is never taken for that to another.
 */
export function desireUid(
  deliveryId: string,
  { group, kind, namespace, name }: Resource,
  asked: readonly AskedPlace[],
): string {
  return `desired:${idOf([
    deliveryId,
    group,
    kind,
    namespace,
    name,
    ...asked.flatMap(({ path, live }) => [path, live]),
  ])}`;
}
