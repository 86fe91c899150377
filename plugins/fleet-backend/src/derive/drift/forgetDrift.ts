import type { Knex } from 'knex';
import { DAY_MS, daysOfTransitions } from '../../history/retention';

/** Episodes that are forgotten at once, so that nothing waits for long. */
const AT_ONCE = 5_000;

/** Forgets episodes that ended longer ago than transitions are kept, and who was told of them. */
export async function forgetDrift(options: {
  knex: Knex;
  now: number;
}): Promise<number> {
  const { knex, now } = options;
  const before = now - daysOfTransitions(knex) * DAY_MS;
  let forgotten = 0;
  for (;;) {
    const ids: string[] = await knex('drift_episode')
      .where('ended_at', '<', before)
      .limit(AT_ONCE)
      .pluck('id');
    for (let start = 0; start < ids.length; start += 500) {
      const some = ids.slice(start, start + 500);
      await knex('drift_told').whereIn('episode_id', some).delete();
      forgotten += await knex('drift_episode').whereIn('id', some).delete();
    }
    if (ids.length < AT_ONCE) return forgotten;
  }
}
