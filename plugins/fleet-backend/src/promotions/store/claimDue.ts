import type { Knex } from 'knex';
import { toStoredPromotion, type StoredPromotion } from './StoredPromotion';

/**
 * Takes promotions that are to be gone through and that nobody goes through now, each by one
 * replica alone.
 */
export async function claimDue(options: {
  knex: Knex;
  holder: string;
  now: number;
  leaseMs: number;
  limit: number;
}): Promise<StoredPromotion[]> {
  const { knex, holder, now, leaseMs, limit } = options;
  const ids: string[] = await selectDue(knex, now)
    .orderBy('due_at')
    .limit(limit)
    .pluck('id');
  const claimed: StoredPromotion[] = [];
  for (const id of ids) {
    const taken = await selectDue(knex, now)
      .where({ id })
      .update({
        claimed_by: holder,
        claimed_until: now + leaseMs,
      });
    if (taken !== 1) continue;
    // As it is now: it may have been written since it was looked for.
    const row = await knex('promotion').where({ id }).first();
    if (row) claimed.push(toStoredPromotion(row));
  }
  return claimed;
}

/** Promotions that are due, and that nobody goes through. */
export function selectDue(knex: Knex, now: number): Knex.QueryBuilder {
  return knex('promotion')
    .where('due_at', '<=', now)
    .andWhere(free =>
      free.whereNull('claimed_until').orWhere('claimed_until', '<', now),
    );
}
