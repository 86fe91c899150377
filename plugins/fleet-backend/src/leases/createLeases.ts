import type { Knex } from 'knex';
import { databaseTime } from './databaseTime';

/** Gives every present cluster a lease to be claimed. One that has left keeps its epoch, should it come back. */
export async function createLeases(options: { knex: Knex }): Promise<void> {
  const { knex } = options;
  await knex.raw(
    `insert into cluster_lease (cluster_id, holder, epoch, expires_at)
     select id, null, 0, ${databaseTime(knex)} from cluster
     where left_at is null
       and not exists (select 1 from cluster_lease where cluster_id = cluster.id)
     on conflict (cluster_id) do nothing`,
  );
}
