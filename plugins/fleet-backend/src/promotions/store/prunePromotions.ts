import type { Knex } from 'knex';

/** As long as the audit is kept by default. */
const KEEP_MS = 400 * 24 * 60 * 60_000;

/** Removes promotions that ended long ago, with what happened to them. */
export async function prunePromotions(
  knex: Knex,
  { now }: { now: number },
): Promise<void> {
  const old = knex('promotion')
    .where('ended_at', '<', now - KEEP_MS)
    .whereNull('due_at')
    .select('id');
  await knex.transaction(async trx => {
    for (const table of ['promotion_happening', 'promotion_attempt']) {
      await trx(table).whereIn('promotion_id', old.clone()).delete();
    }
    await trx('promotion')
      .where('ended_at', '<', now - KEEP_MS)
      .whereNull('due_at')
      .delete();
  });
}
