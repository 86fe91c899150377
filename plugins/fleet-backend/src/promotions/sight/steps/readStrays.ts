import type { PlacementFact } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';

type Named = PlacementFact['deliveries'][number];

/** Names that one statement asks for. */
const AT_ONCE = 1_000;

/**
 * Deliveries of a placement of which it is not known where they go, and that may be a
 * component's: a cluster that gets it would be in no step.
 *
 * @param options.named - those of its deliveries that are not known to bring the component
 */
export async function readStrays(
  knex: Knex,
  options: { observer: string; entityRef: string; named: readonly Named[] },
): Promise<Named[]> {
  const { observer, entityRef, named } = options;
  const names = [...new Set(named.map(({ name }) => name))];
  const elsewhere = new Set<string>();
  for (let start = 0; start < names.length; start += AT_ONCE) {
    const rows = await knex('delivery')
      .where({ observer, kind: 'Application' })
      .whereIn('name', names.slice(start, start + AT_ONCE))
      .select('namespace', 'name', 'subject', 'entity_ref');
    for (const { namespace, name, subject, entity_ref: of } of rows) {
      // What is bound to another component, or leads to a cluster and brings it nothing.
      if (subject === null && (of === null || of === entityRef)) continue;
      elsewhere.add(keyOf(namespace, name));
      elsewhere.add(keyOf(null, name));
    }
  }
  return named.filter(
    ({ namespace, name }) => !elsewhere.has(keyOf(namespace ?? null, name)),
  );
}

function keyOf(namespace: string | null, name: string): string {
  return JSON.stringify([namespace, name]);
}
