import type { Knex } from 'knex';

/** Gives a promotion back; all of a holder where none is named. */
export async function releaseClaim(options: {
  knex: Knex;
  holder: string;
  id?: string;
}): Promise<void> {
  const { knex, holder, id } = options;
  await knex('promotion')
    .where({ claimed_by: holder, ...(id === undefined ? {} : { id }) })
    .update({ claimed_by: null, claimed_until: null });
}
