import {
  boundedName,
  type PolicyFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type { ObjectMetadata } from '@fleetview/backstage-plugin-fleet-node';

const MAX_PARENTS = 10;

/** The policies of other engines that it was made from. */
export function readParents({
  ownerReferences,
}: ObjectMetadata): PolicyFact['references'] {
  return ownerReferences.slice(0, MAX_PARENTS).map(({ kind, name }) => ({
    role: 'parent' as const,
    kind: boundedName(kind),
    name: boundedName(name),
  }));
}
