import type { Knex } from 'knex';
import { releaseLeases } from './releaseLeases';

/** A replica is no more: the others share what it held from now on. */
export async function removeReplica(options: {
  knex: Knex;
  id: string;
  /** What its clusters were derived with, where nothing of it is left to do. */
  derived?: string;
}): Promise<void> {
  const { knex, id, derived } = options;
  await knex.transaction(async trx => {
    await releaseLeases({
      knex: trx,
      holder: id,
      ...(derived ? { derived } : {}),
    });
    await trx('replica').where({ id }).delete();
  });
}
