import type { Knex } from 'knex';
import type { BindingOutcome } from '../mapping/bindByEvidence';
import type { Home } from './deriveInstances';
import type { Read } from './readFacts';
import { tableOfRows, type Steps } from './statements';

/** What changes of a workload or delivery: whether it is stale, and what it is bound to. */
export type Rebound = {
  id: string;
  stale: boolean;
  entity_ref: string | null;
  binding: string | null;
  /** Of a delivery: the cell that it is counted in. */
  home_namespace: string | null;
  home_entity: string | null;
  /** The one that counts in its place. */
  superseded_by: string | null;
};

/**
 * Those things of which the row says something else than was derived. One that
 * does not count is bound to what the one is that does.
 *
 * @param options.supersededBy - which counts in the place of another, by id
 * @param options.homeOf - the cell that a delivery is counted in; undefined for one
 *   that is derived elsewhere, whose row keeps what it says
 */
export function reboundOf(
  things: Read<{ id: string; stale: boolean }>[],
  options: {
    bindings: ReadonlyMap<string, BindingOutcome>;
    supersededBy: ReadonlyMap<string, string>;
    homeOf: (id: string) => Home | undefined;
  },
): Rebound[] {
  const { bindings, supersededBy, homeOf } = options;
  return things.flatMap(({ row, stored: { id, stale } }) => {
    const winner = supersededBy.get(id) ?? null;
    const columns = bindingColumns(bindings.get(winner ?? id));
    const home = homeOf(winner ?? id);
    const known = {
      home_namespace: row.home_namespace ?? null,
      home_entity: row.home_entity ?? null,
    };
    const now = home
      ? { home_namespace: home.namespace, home_entity: home.entityRef }
      : known;
    return (row.binding ?? null) === columns.binding &&
      Boolean(row.stale) === stale &&
      (row.superseded_by ?? null) === winner &&
      now.home_namespace === known.home_namespace &&
      now.home_entity === known.home_entity
      ? []
      : [{ id, stale, ...columns, ...now, superseded_by: winner }];
  });
}

/** Columns that only deliveries have. */
const HOME: Record<string, 'text'> = {
  in_namespace: 'text',
  in_entity: 'text',
};

export function* writeBindings(
  knex: Knex,
  table: 'workload' | 'delivery',
  rebound: Rebound[],
): Steps<void> {
  if (rebound.length === 0) return;
  const hasHome = table === 'delivery';
  const fresh = tableOfRows<string>(
    knex,
    'fresh',
    {
      known_id: 'text',
      is_stale: 'boolean',
      bound_to: 'text',
      said: 'text',
      winner: 'text',
      ...(hasHome ? HOME : {}),
    },
    // One order for all that lock such rows.
    rebound
      .map(each => ({
        known_id: each.id,
        is_stale: each.stale,
        bound_to: each.entity_ref,
        said: each.binding,
        winner: each.superseded_by,
        ...(hasHome
          ? { in_namespace: each.home_namespace, in_entity: each.home_entity }
          : {}),
      }))
      .sort((a, b) => (a.known_id < b.known_id ? -1 : 1)),
  );
  yield {
    sql: `update ${table} set stale = is_stale, entity_ref = bound_to, binding = said,
      superseded_by = winner
      ${
        hasHome
          ? ', home_namespace = in_namespace, home_entity = in_entity'
          : ''
      }
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
