import type { Knex } from 'knex';

/** Has a promotion that goes on gone through later. What somebody has made due since stays so. */
export async function postpone(
  knex: Knex,
  { id, version, dueAt }: { id: string; version: number; dueAt: number },
): Promise<void> {
  await knex('promotion')
    .where({ id, version })
    .whereNotNull('due_at')
    .update({ due_at: dueAt });
}
