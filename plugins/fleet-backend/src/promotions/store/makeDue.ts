import type { Knex } from 'knex';

/** Has promotions that go on gone through now. */
export async function makeDue(
  knex: Knex,
  options: { now: number; id?: string },
): Promise<void> {
  await knex('promotion')
    .whereNotNull('due_at')
    .where('due_at', '>', options.now)
    .modify(query => {
      if (options.id !== undefined) void query.where({ id: options.id });
    })
    .update({ due_at: options.now });
}
