import type { Knex } from 'knex';
import { wantedPlaces, type Place } from './readFacts';
import { type Steps, tableOfIds, tableOfRows } from './statements';
import type { UnboundRow } from './unboundRow';

const COLUMNS = {
  id: 'text',
  source_table: 'text',
  observer: 'text',
  cluster_id: 'text',
  namespace: 'text',
  problem: 'text',
  engine: 'text',
  group_key: 'text',
  words: 'text',
  candidates: 'text',
} as const;

const NAMES = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];

/**
 * Writes what is bound to nothing in some namespaces, where it differs.
 *
 * @returns whether anything did
 */
export function* writeUnbound(
  knex: Knex,
  places: Place[],
  rows: readonly UnboundRow[],
): Steps<boolean> {
  if (places.length === 0) return false;
  const wanted = wantedPlaces(knex, places);
  const old = yield {
    sql: `select ${NAMES.join(', ')} from ${wanted.sql} join unbound
      on cluster_id = wanted_cluster and namespace = wanted_namespace`,
    bindings: wanted.bindings,
  };
  const before = new Map(old.map(row => [row.id as string, row]));
  const changed = rows.filter(row => {
    const known = before.get(row.id);
    before.delete(row.id);
    return !known || NAMES.some(name => known[name] !== row[name]);
  });
  const gone = [...before.keys()];
  if (gone.length > 0) {
    const dropped = tableOfIds(knex, 'dropped', gone);
    yield {
      sql: `delete from unbound where id in (select dropped_id from ${dropped.sql})`,
      bindings: dropped.bindings,
    };
  }
  if (changed.length > 0) {
    const fresh = tableOfRows(
      knex,
      'fresh',
      COLUMNS,
      // One order for all that lock such rows.
      [...changed].sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
    yield {
      sql: `insert into unbound (${NAMES.join(', ')})
        select ${NAMES.join(', ')} from ${fresh.sql} where true
        on conflict (id) do update set ${NAMES.slice(1)
          .map(name => `${name} = excluded.${name}`)
          .join(', ')}`,
      bindings: fresh.bindings,
    };
  }
  return gone.length + changed.length > 0;
}
