import type { Knex } from 'knex';

/** Makes the entity of one cluster that of another, unless that has one by now. */
export async function moveCluster(
  knex: Knex,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await knex.transaction(async trx => {
    const known = await trx('fleet_cluster_entity')
      .where({ cluster_id: to })
      .first('cluster_id');
    if (known) return;
    await trx('fleet_cluster_entity')
      .where({ cluster_id: from })
      .update({ cluster_id: to, removed_at: null });
  });
}
