import type { Knex } from 'knex';

const DAY_MS = 24 * 60 * 60 * 1000;

/** History is kept for 90 days on PostgreSQL and for 30 on SQLite. */
export async function deleteOldTransitions(options: {
  knex: Knex;
  now: number;
}): Promise<number> {
  const { knex, now } = options;
  const days = knex.client.config.client === 'pg' ? 90 : 30;
  return knex('transition')
    .where('at', '<', now - days * DAY_MS)
    .delete();
}
