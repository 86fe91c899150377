import type { Knex } from 'knex';

/** Rows that one statement deletes, so that nobody waits for long. */
const AT_ONCE = 5_000;

/**
 * Deletes transitions from before a time.
 *
 * @returns how many there were
 */
export async function deleteOldTransitions(options: {
  knex: Knex;
  /** Milliseconds since 1970. */
  before: number;
}): Promise<number> {
  const { knex, before } = options;
  let deleted = 0;
  for (;;) {
    const rows = await knex('transition')
      .whereIn(
        'id',
        knex('transition')
          .where('at', '<', before)
          .orderBy('at')
          .limit(AT_ONCE)
          .select('id'),
      )
      .delete();
    deleted += rows;
    if (rows < AT_ONCE) return deleted;
  }
}
