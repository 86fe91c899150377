import {
  boundedName,
  type PolicyFact,
} from '@fleetview/backstage-plugin-fleet-common';
import { withoutUndefined } from '@fleetview/backstage-plugin-fleet-node';
import type { Placements } from './schema';

const MAX_REFERENCES = 200;

type Reference = PolicyFact['references'][number];

/** References, each once, and not too many. */
export function boundedReferences(
  references: readonly Reference[],
): Reference[] {
  const unique = new Map(
    references.map(reference => [JSON.stringify(reference), reference]),
  );
  return [...unique.values()].slice(0, MAX_REFERENCES);
}

/** What places a policy or a set, as the hub says in its status; all in its own namespace. */
export function readPlacements(
  placements: Placements,
  namespace: string | undefined,
): Reference[] {
  const named = (
    role: Reference['role'],
    kind: string,
    name: string | undefined,
  ): Reference[] =>
    name
      ? [withoutUndefined({ role, kind, namespace, name: boundedName(name) })]
      : [];
  return (placements ?? []).flatMap(entry => [
    ...named('placement', 'Placement', entry.placement),
    ...named('placement', 'PlacementRule', entry.placementRule),
    ...named('binding', 'PlacementBinding', entry.placementBinding),
    ...named('parent', 'PolicySet', entry.policySet),
  ]);
}
