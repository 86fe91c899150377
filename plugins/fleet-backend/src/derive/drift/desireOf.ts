import type { AskedPlace } from '@fleetview/backstage-plugin-fleet-common';
import { idOf } from '../compliance/keys';
import type { OwnDifference, Resource } from './types';

/** Characters of what one question says of live values: it goes through the database. */
const MOST_TEXT = 8_192;

/** Where the cluster itself tells that something differs, and not from what; as much as a question holds. */
export function placesToAsk(own: OwnDifference | undefined): AskedPlace[] {
  if (!own?.isCurrent) return [];
  let left = MOST_TEXT;
  return own.fact.differences.flatMap(
    ({ path, kind, isSecret, desired, live }) => {
      const isAsked =
        kind === 'changed' && !isSecret && !desired && live && !live.truncated;
      if (!isAsked) return [];
      left -= path.length + live.text.length;
      return left < 0 ? [] : [{ path, live: live.text }];
    },
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
