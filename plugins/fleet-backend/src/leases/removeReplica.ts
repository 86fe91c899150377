import type { Knex } from 'knex';
import { releaseLeases } from './releaseLeases';

/** A replica is no more: the others share what it held from now on. */
export async function removeReplica(options: {
  knex: Knex;
  id: string;
}): Promise<void> {
  const { knex, id } = options;
  await knex.transaction(async trx => {
    await releaseLeases({ knex: trx, holder: id });
    await trx('replica').where({ id }).delete();
  });
}
