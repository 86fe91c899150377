import type { Knex } from 'knex';
import { runStatement, runSteps, tableOfRows, type Steps } from '../statements';

/** Marks components whose rollouts have to be derived again, within a transaction. */
export function* markRolloutsIn(
  knex: Knex,
  entityRefs: Iterable<string>,
): Steps<void> {
  const refs = [...new Set(entityRefs)].filter(ref => ref !== '');
  if (refs.length === 0) return;
  const marked = tableOfRows(
    knex,
    'marked',
    { ref: 'text' },
    refs.map(ref => ({ ref })),
  );
  yield {
    sql: `insert into rollout_mark (entity_ref) select ref from ${marked.sql}`,
    bindings: marked.bindings,
  };
}

/** Marks components whose rollouts have to be derived again. */
export async function markRollouts(options: {
  knex: Knex;
  entityRefs: string[];
}): Promise<void> {
  const { knex, entityRefs } = options;
  if (entityRefs.length === 0) return;
  await runSteps(knex, () => markRolloutsIn(knex, entityRefs));
}

/** Marks that are looked at at once; the others come with the next. */
const MARKS = 2_000;

/**
 * Components that are marked, the longest first, each with its marks: a transaction that
 * ends later may bring marks with lower numbers, so that those alone are dropped which
 * were read.
 */
export async function takeRolloutMarks(options: {
  knex: Knex;
  limit: number;
}): Promise<Map<string, number[]>> {
  const rows = await runStatement(options.knex, {
    sql: `select id, entity_ref from rollout_mark order by id limit ${MARKS}`,
    bindings: [],
  });
  const marks = new Map<string, number[]>();
  for (const { id, entity_ref: entityRef } of rows) {
    const known = marks.get(entityRef);
    if (known) known.push(Number(id));
    else if (marks.size < options.limit) marks.set(entityRef, [Number(id)]);
  }
  return marks;
}

/** Those of some components that are marked still: of others another replica may have done what their marks stand for. */
export async function stillMarked(options: {
  knex: Knex;
  marked: ReadonlyMap<string, readonly number[]>;
}): Promise<Map<string, readonly number[]>> {
  const { knex, marked } = options;
  // The newest is dropped with the others.
  const newest = tableOfRows(
    knex,
    'newest',
    { newest_id: 'bigint' },
    [...marked.values()].map(marks => ({ newest_id: marks[marks.length - 1] })),
  );
  const rows = await runStatement(knex, {
    sql: `select entity_ref from rollout_mark
      where id in (select newest_id from ${newest.sql})`,
    bindings: newest.bindings,
  });
  const found = new Set(rows.map(row => row.entity_ref));
  return new Map([...marked].filter(([entityRef]) => found.has(entityRef)));
}

/** Takes away the marks that what was done stands for. */
export async function dropRolloutMarks(options: {
  knex: Knex;
  marks: readonly number[];
}): Promise<void> {
  const { knex, marks } = options;
  if (marks.length === 0) return;
  const dropped = tableOfRows(
    knex,
    'dropped',
    { dropped_id: 'bigint' },
    marks.map(id => ({ dropped_id: id })),
  );
  await runStatement(knex, {
    sql: `delete from rollout_mark
      where id in (select dropped_id from ${dropped.sql})`,
    bindings: dropped.bindings,
  });
}

/** Components of which time alone changes something by now. They are looked at once until they say when next. */
export async function dueEntities(options: {
  knex: Knex;
  now: number;
  limit: number;
}): Promise<string[]> {
  const { knex, now, limit } = options;
  const rows = await knex('rollout_entity')
    .where('next_look_at', '<=', now)
    .orderBy('next_look_at')
    .limit(limit)
    .select('entity_ref');
  return rows.map(row => row.entity_ref);
}
