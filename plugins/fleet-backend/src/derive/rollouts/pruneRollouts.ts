import type { Knex } from 'knex';
import { DAY_MS, daysOfTransitions } from '../../history/retention';
import { runSteps, type Steps } from '../statements';
import { DURATIONS, versionsOf } from './readRollouts';

/** So many of the newest that have ended are kept of each component, however old they are. */
export const KEPT_ENDED = 20;

/** Members that one statement deletes, so that nobody waits for long. */
const AT_ONCE = 1_000;

/**
 * Deletes rollouts that have ended, with their members, once they are older than
 * transitions are kept. Of each component there stay the newest, those that a
 * duration is still taken from, and releases that something runs: without them it
 * would be a new release. What is on its way is never touched. Several replicas may
 * do so at once.
 *
 * @param options.now - milliseconds since 1970
 * @returns how many rollouts were deleted
 */
export async function pruneRollouts(options: {
  knex: Knex;
  now: number;
}): Promise<number> {
  const { knex, now } = options;
  const before = now - daysOfTransitions(knex) * DAY_MS;
  const entityRefs: string[] = await knex('rollout')
    .where('ended_at', '<', before)
    .distinct()
    .orderBy('entity_ref')
    .pluck('entity_ref');
  let deleted = 0;
  for (const entityRef of entityRefs) {
    for (const id of await outlived({ knex, entityRef, before })) {
      if (await deleteRollout({ knex, entityRef, id, before })) deleted += 1;
    }
  }
  return deleted;
}

/** Rollouts of a component that nothing asks for any more, the oldest first. */
async function outlived(options: {
  knex: Knex;
  entityRef: string;
  before: number;
}): Promise<string[]> {
  const { knex, entityRef, before } = options;
  const ended = () =>
    knex('rollout').where({ entity_ref: entityRef }).whereNotNull('ended_at');
  const newest: string[] = await ended()
    .orderBy('release_order', 'desc')
    .limit(KEPT_ENDED)
    .pluck('id');
  const timed: string[] = await knex('rollout_member')
    .where({ entity_ref: entityRef })
    .whereNotNull('duration')
    .orderBy('since', 'desc')
    .limit(DURATIONS)
    .pluck('rollout_id');
  const kept = new Set([...newest, ...timed]);
  const old: string[] = await ended()
    .where('ended_at', '<', before)
    .where(query => {
      void query
        .whereNull('version')
        .orWhereNotIn('version', versionsOf(knex, entityRef));
    })
    .orderBy('release_order')
    .pluck('id');
  return old.filter(id => !kept.has(id));
}

/** Its members in slices, and itself with the last: nobody is left behind. */
async function deleteRollout(options: {
  knex: Knex;
  entityRef: string;
  id: string;
  before: number;
}): Promise<boolean> {
  for (;;) {
    const left = await runSteps(options.knex, () => deleteSlice(options));
    if (left !== 'more') return left === 'none';
  }
}

function* deleteSlice(options: {
  entityRef: string;
  id: string;
  before: number;
}): Steps<'more' | 'none' | 'kept'> {
  const { entityRef, id, before } = options;
  // Whoever derives it just now has read what is about to go, and writes nothing.
  yield {
    sql: 'update rollout_entity set version = version + 1 where entity_ref = ?',
    bindings: [entityRef],
  };
  const [rollout] = yield {
    sql: 'select id from rollout where id = ? and ended_at < ?',
    bindings: [id, before],
  };
  if (!rollout) return 'kept';
  const members = yield {
    sql: `delete from rollout_member where (rollout_id, instance_id) in (
        select rollout_id, instance_id from rollout_member where rollout_id = ?
        limit ${AT_ONCE}
      ) returning instance_id`,
    bindings: [id],
  };
  if (members.length === AT_ONCE) return 'more';
  yield { sql: 'delete from rollout where id = ?', bindings: [id] };
  return 'none';
}
