import type { Knex } from 'knex';
import { COUNT_COLUMNS, count, noCounts, toColumns } from './counts';
import type { DerivedInstance } from './DerivedInstance';
import { wantedPlaces, type Place } from './readFacts';
import { tableOfRows, type Rows, type Steps } from './statements';
import type { Stamps } from './stampOf';
import { SUM_COLUMNS } from './sumColumns';

const PREFIXES = ['instance', 'delivery', 'workload'];

const COUNTED = PREFIXES.flatMap(prefix =>
  COUNT_COLUMNS.map(([, column]) => `${prefix}_${column}`),
);

const SAID = ['region', 'environment', 'owner', 'system'];

const STAMP = 'stamp';

/** Of what rollouts go by. */
const ROLLOUTS = 'rollout_stamp';

const KEY = ['cluster_id', 'namespace', 'entity_ref'];

const TYPES = {
  ...Object.fromEntries([...KEY, ...SAID].map(name => [name, 'text' as const])),
  ...Object.fromEntries(COUNTED.map(name => [name, 'integer' as const])),
  [STAMP]: 'integer' as const,
  [ROLLOUTS]: 'integer' as const,
};

/** By how much the sums of a cluster change, by column of `cluster`. */
export type SumChanges = Map<string, Record<string, number>>;

/** What came of writing cells. */
export type WrittenCells = {
  sums: SumChanges;
  /** Entities of which anything says something else that their rollouts go by. */
  entityRefs: Set<string>;
  /** Clusters on which cells came, left, or belong to somebody else. */
  moved: Set<string>;
};

/**
 * The row of the cell that an instance makes.
 */
export function toCellRow(
  clusterId: string,
  instance: DerivedInstance,
  region: string,
  stamps: Stamps,
): Record<string, string | number> {
  const own = noCounts();
  count(own, instance);
  return {
    cluster_id: clusterId,
    namespace: instance.namespace,
    entity_ref: instance.entityRef,
    region,
    environment: instance.environment,
    owner: instance.owner,
    system: instance.system,
    ...toColumns('instance', own),
    ...toColumns('delivery', instance.counts.deliveries),
    ...toColumns('workload', instance.counts.workloads),
    [STAMP]: stamps.all,
    [ROLLOUTS]: stamps.rollouts,
  };
}

/**
 * Writes the cells of some namespaces that differ, and deletes those that nothing
 * is in any more.
 *
 * @returns the clusters in which anything changed, with how their sums change, and
 *   the entities that it is about
 */
export function* writeCells(
  knex: Knex,
  places: Place[],
  rows: Record<string, string | number>[],
): Steps<WrittenCells> {
  const wanted = wantedPlaces(knex, places);
  // Most are as they were: their counts are compared as one text.
  const old = yield {
    sql: `select ${[...KEY, ...SAID, STAMP, ROLLOUTS].join(', ')},
      concat_ws(',', ${COUNTED.join(', ')}) as counted
      from ${wanted.sql} join cell
      on cluster_id = wanted_cluster and namespace = wanted_namespace`,
    bindings: wanted.bindings,
  };
  const before = new Map(old.map(row => [keyOf(row), row]));
  const changes: SumChanges = new Map();
  const moved = new Set<string>();
  const entityRefs = new Set<string>();
  const changed = rows.filter(row => {
    const key = keyOf(row);
    const known = before.get(key);
    before.delete(key);
    if (known && isSame(known, row)) return false;
    if (!known || !isSamePlace(known, row)) moved.add(row.cluster_id as string);
    if (!known || !isSameToRollouts(known, row)) {
      entityRefs.add(row.entity_ref as string);
    }
    if (known) add(changes, withCounts(known), -1);
    add(changes, row, 1);
    return true;
  });
  const gone = [...before.values()];
  for (const row of gone) {
    add(changes, withCounts(row), -1);
    moved.add(row.cluster_id);
    entityRefs.add(row.entity_ref);
  }
  if (changed.length > 0) {
    const names = Object.keys(TYPES);
    const fresh = tableOfRows(knex, 'fresh', TYPES, changed);
    yield {
      sql: `insert into cell (${names.join(', ')})
        select ${names.join(', ')} from ${fresh.sql} where true
        on conflict (cluster_id, namespace, entity_ref) do update set ${[
          ...SAID,
          ...COUNTED,
          STAMP,
          ROLLOUTS,
        ]
          .map(name => `${name} = excluded.${name}`)
          .join(', ')}`,
      bindings: fresh.bindings,
    };
  }
  if (gone.length > 0) {
    const empty = tableOfRows(
      knex,
      'gone',
      { a: 'text', b: 'text', c: 'text' },
      gone.map(row => ({
        a: row.cluster_id,
        b: row.namespace,
        c: row.entity_ref,
      })),
    );
    yield {
      sql: `delete from cell where (cluster_id, namespace, entity_ref) in (select a, b, c from ${empty.sql})`,
      bindings: empty.bindings,
    };
  }
  return {
    sums: changes,
    entityRefs,
    moved,
  };
}

function keyOf(row: Rows[number]): string {
  return `${row.cluster_id}/${row.namespace}/${row.entity_ref}`;
}

function isSamePlace(known: Rows[number], row: Rows[number]): boolean {
  return SAID.every(name => known[name] === row[name]);
}

function isSame(known: Rows[number], row: Rows[number]): boolean {
  return Number(known[STAMP]) === row[STAMP] && isSameToRollouts(known, row);
}

function isSameToRollouts(known: Rows[number], row: Rows[number]): boolean {
  return (
    isSamePlace(known, row) &&
    Number(known[ROLLOUTS]) === row[ROLLOUTS] &&
    known.counted === COUNTED.map(name => row[name]).join()
  );
}

function withCounts(row: Rows[number]): Rows[number] {
  const counts: string[] = row.counted.split(',');
  return {
    ...row,
    ...Object.fromEntries(
      COUNTED.map((name, index) => [name, Number(counts[index])]),
    ),
  };
}

function add(changes: SumChanges, row: Rows[number], sign: 1 | -1): void {
  const sums = changes.get(row.cluster_id) ?? {};
  changes.set(row.cluster_id, sums);
  for (const name of SUM_COLUMNS) {
    sums[name] = (sums[name] ?? 0) + sign * row[name];
  }
}
