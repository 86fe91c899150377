import type { Knex } from 'knex';
import type { BindingOutcome } from '../mapping/bindByEvidence';
import type { Read } from './readFacts';
import { tableOfRows, type Steps } from './statements';

/** What changes of a workload or delivery: whether it is stale, and what it is bound to. */
export type Rebound = {
  id: string;
  stale: boolean;
  entity_ref: string | null;
  binding: string | null;
};

/** Those things of which the row says something else than was derived. */
export function reboundOf(
  things: Read<{ id: string; stale: boolean }>[],
  bindings: ReadonlyMap<string, BindingOutcome>,
): Rebound[] {
  return things.flatMap(({ row, stored: { id, stale } }) => {
    const columns = bindingColumns(bindings.get(id));
    return (row.binding ?? null) === columns.binding &&
      Boolean(row.stale) === stale
      ? []
      : [{ id, stale, ...columns }];
  });
}

export function* writeBindings(
  knex: Knex,
  table: 'workload' | 'delivery',
  rebound: Rebound[],
): Steps<void> {
  if (rebound.length === 0) return;
  const fresh = tableOfRows(
    knex,
    'fresh',
    {
      known_id: 'text',
      is_stale: 'boolean',
      bound_to: 'text',
      said: 'text',
    },
    // One order for all that lock such rows.
    rebound
      .map(each => ({
        known_id: each.id,
        is_stale: each.stale,
        bound_to: each.entity_ref,
        said: each.binding,
      }))
      .sort((a, b) => (a.known_id < b.known_id ? -1 : 1)),
  );
  yield {
    sql: `update ${table} set stale = is_stale, entity_ref = bound_to, binding = said
      from ${fresh.sql} where id = known_id`,
    bindings: fresh.bindings,
  };
}

function bindingColumns(
  outcome: BindingOutcome | undefined,
): Pick<Rebound, 'entity_ref' | 'binding'> {
  if (!outcome || outcome.type === 'unbound') {
    return { entity_ref: null, binding: null };
  }
  return {
    entity_ref: outcome.type === 'bound' ? outcome.entityRef : null,
    binding: JSON.stringify(outcome),
  };
}
