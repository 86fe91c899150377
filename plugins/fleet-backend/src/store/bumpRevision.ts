import type { Knex } from 'knex';

/** Says that something visible changed; answers the new revision. */
export async function bumpRevision(options: {
  knex: Knex | Knex.Transaction;
}): Promise<number> {
  await options.knex('revision').where({ id: 1 }).increment('value', 1);
  return readRevision(options);
}

/** The revision now. */
export async function readRevision(options: {
  knex: Knex | Knex.Transaction;
}): Promise<number> {
  const row = await options.knex('revision').where({ id: 1 }).first('value');
  return Number(row.value);
}
