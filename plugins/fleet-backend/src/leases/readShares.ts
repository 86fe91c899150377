import type { Knex } from 'knex';
import { databaseTime, rowsOf } from './databaseTime';
import type { Shares } from './fairShare';

/** Reads how many clusters each living replica holds, and how many nobody does. */
export async function readShares(options: { knex: Knex }): Promise<Shares> {
  const { knex } = options;
  const now = databaseTime(knex);
  const result = await knex.raw(
    `select id, null as clusters from replica where expires_at > ${now}
     union all
     select case when cluster_lease.expires_at > ${now} then holder end as id,
            count(*) as clusters
     from cluster_lease
     join cluster on cluster.id = cluster_lease.cluster_id
     where cluster.left_at is null
     group by 1`,
  );
  const rows = rowsOf<{ id: string | null; clusters: number | string | null }>(
    result,
  );
  const held = new Map<string, number>();
  let free = 0;
  for (const { id, clusters } of rows) {
    if (id !== null && clusters === null) held.set(id, held.get(id) ?? 0);
  }
  for (const { id, clusters } of rows) {
    if (clusters === null) continue;
    if (id === null) free += Number(clusters);
    // What one holds that is dead and whose lease is not over yet is nobody's turn.
    else if (held.has(id)) held.set(id, Number(clusters));
  }
  return { held, free };
}
