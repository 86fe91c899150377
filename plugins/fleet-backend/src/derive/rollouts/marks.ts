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
  await runSteps(knex, () => markRolloutsIn(knex, entityRefs));
}

/** Components that are marked, the longest first, each with its newest mark. Taken away once they are derived. */
export async function takeRolloutMarks(options: {
  knex: Knex;
  limit: number;
}): Promise<Map<string, number>> {
  const rows = await runStatement(options.knex, {
    sql: `select entity_ref, max(id) as newest from (
        select entity_ref, id from rollout_mark order by id limit 2000
      ) as oldest group by entity_ref order by min(id) limit ${options.limit}`,
    bindings: [],
  });
  return new Map(rows.map(row => [row.entity_ref, Number(row.newest)]));
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
