import type { Knex } from 'knex';
import { isPostgres, runStatement, tableOfRows } from '../statements';

/** Instances whose rollouts are read, derived and written at once on PostgreSQL. */
const INSTANCES_AT_ONCE = 250;

/** On SQLite a write holds the thread, and statements cost next to nothing. */
const INSTANCES_AT_ONCE_SQLITE = 40;

/**
 * Parts components so that the rollouts of each part are derived at once: many small
 * ones together, and one that runs everywhere by itself, as all of it is in memory.
 */
export async function batchesOf(options: {
  knex: Knex;
  entityRefs: readonly string[];
}): Promise<string[][]> {
  const { knex, entityRefs } = options;
  if (entityRefs.length === 0) return [];
  const wanted = tableOfRows(
    knex,
    'wanted',
    { wanted_ref: 'text' },
    entityRefs.map(ref => ({ wanted_ref: ref })),
  );
  const rows = await runStatement(knex, {
    sql: `select entity_ref, count(*) as instances from instance
      where entity_ref in (select wanted_ref from ${wanted.sql})
      group by entity_ref`,
    bindings: wanted.bindings,
  });
  const sizes = new Map(
    rows.map(row => [row.entity_ref as string, Number(row.instances)]),
  );
  const atOnce = isPostgres(knex)
    ? INSTANCES_AT_ONCE
    : INSTANCES_AT_ONCE_SQLITE;
  const batches: string[][] = [];
  let room = 0;
  for (const ref of entityRefs) {
    // One that runs nowhere any more has its past to be read.
    const size = Math.max(1, sizes.get(ref) ?? 0);
    if (size > room) {
      batches.push([]);
      room = atOnce;
    }
    batches[batches.length - 1].push(ref);
    room -= size;
  }
  return batches;
}
