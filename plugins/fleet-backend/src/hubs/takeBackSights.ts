import type { Knex } from 'knex';
import {
  isPostgres,
  type Steps,
  tableOfIds,
  tableOfRows,
} from '../derive/statements';
import { TURN } from '../derive/addSums';
import { SUM_COLUMNS } from '../derive/sumColumns';
import { EVERY_NAMESPACE } from '../store/touchedNamespaces';
import type { Dependent } from './dependents';

const STATES = [
  'healthy',
  'suspended',
  'progressing',
  'unknown',
  'missing',
  'degraded',
  'out_of_sync',
];

/** Of a place: one namespace of a cluster, or all. */
const PLACE = { of_cluster: 'text', of_namespace: 'text' } as const;

/**
 * Takes back at once that facts are current which rest on a sight that is lost,
 * with the instances and cells that they are in: in the transaction that stores the
 * loss, so that there is no moment in which they count as good. What of it is
 * current for another reason is derived again, which is marked apart.
 */
export function* takeBackSights(
  knex: Knex,
  dependents: Dependent[],
): Steps<void> {
  const current = dependents.filter(({ stale }) => !stale);
  if (current.length === 0) return;
  const tables = [...new Set(current.map(({ table }) => table))].sort();
  for (const table of tables) {
    yield takenBack(
      knex,
      table,
      current.filter(each => each.table === table),
    );
  }
  const places = yield* placesOfThese(knex, current);
  if (places.length === 0) return;
  const wanted = tableOfRows(knex, 'wanted', PLACE, places);
  const isThere = `exists (select 1 from ${wanted.sql} where of_cluster = cluster_id
    and of_namespace in (namespace, '${EVERY_NAMESPACE}'))`;
  const clusters = tableOfIds(
    knex,
    'placed',
    new Set(places.map(each => each.of_cluster)),
  );
  const ofThese = (column: string) =>
    `${column} in (select placed_id from ${clusters.sql})`;
  const bindings = [...clusters.bindings, ...wanted.bindings];
  yield {
    // Without its hash a row is written anew, whatever is derived.
    sql: `update instance set stale = true, hash = ''
      where ${ofThese('cluster_id')} and stale = false and ${isThere}`,
    bindings,
  };
  yield {
    // Whoever saw the cell has to look again.
    sql: `update cell set ${['instance', ...tables]
      .flatMap(prefix => [
        `${prefix}_stale = ${prefix}_total`,
        ...STATES.map(state => `${prefix}_${state} = 0`),
      ])
      .join(', ')}, stamp = 0, rollout_stamp = 0 where ${ofThese(
      'cluster_id',
    )} and ${isThere}`,
    bindings,
  };
  yield {
    sql: `update cluster set ${SUM_COLUMNS.map(
      name =>
        `${name} = coalesce((select sum(${name}) from cell where cell.cluster_id = cluster.id), 0)`,
    ).join(
      ', ',
    )}, cells_written = (cells_written + 1) % ${TURN} where ${ofThese('id')}`,
    bindings: clusters.bindings,
  };
}

function takenBack(knex: Knex, table: string, ids: { id: string }[]) {
  const wanted = tableOfIds(
    knex,
    'wanted',
    ids.map(({ id }) => id),
  );
  // In one order with all that write facts, so that nobody waits in a circle.
  const rows = isPostgres(knex)
    ? `select id from ${table} where id in (select wanted_id from ${wanted.sql})
        order by id collate "C" for no key update`
    : `select wanted_id from ${wanted.sql}`;
  return {
    sql: `update ${table} set stale = true where id in (${rows})`,
    bindings: wanted.bindings,
  };
}

/** Where these are counted: one that brings things by a label may be anywhere. */
function* placesOfThese(
  knex: Knex,
  dependents: Dependent[],
): Steps<{ of_cluster: string; of_namespace: string }[]> {
  const places = new Map<
    string,
    { of_cluster: string; of_namespace: string }
  >();
  const add = (cluster: string, namespace: string) =>
    places.set(`${cluster}/${namespace}`, {
      of_cluster: cluster,
      of_namespace: namespace,
    });
  const deliveries = tableOfIds(
    knex,
    'wanted',
    dependents.flatMap(({ table, id, subject, namespace }) => {
      if (subject === null) return [];
      if (table === 'delivery') return [id];
      add(subject, namespace);
      return [];
    }),
  );
  const rows = yield {
    sql: `select distinct subject, place from delivery_place
      where delivery_id in (select wanted_id from ${deliveries.sql})`,
    bindings: deliveries.bindings,
  };
  for (const { subject, place } of rows) {
    add(subject, place.startsWith('n/') ? place.slice(2) : EVERY_NAMESPACE);
  }
  return [...places.values()];
}
