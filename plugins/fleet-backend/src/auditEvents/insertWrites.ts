import { hash } from 'node:crypto';
import type { Knex } from 'knex';
import type { ClusterWrite } from './ClusterWrite';

/** Rows of one statement. */
const AT_ONCE = 200;

/**
 * Keeps writes to a cluster, each once: API servers send again what they are not sure of. The
 * id of the event alone does not tell that, as clients may choose it: with the id of another's
 * event somebody could hide his own.
 */
export async function insertWrites(options: {
  knex: Knex;
  clusterId: string;
  writes: readonly { auditId: string; write: ClusterWrite }[];
}): Promise<void> {
  const { knex, clusterId, writes } = options;
  const rows = new Map(
    writes.map(({ auditId, write }) => {
      const { group, actingAs, userAgent, receivedAt, completedAt, ...same } =
        write;
      const row = {
        ...same,
        cluster_id: clusterId,
        api_group: group,
        acting_as: actingAs ?? null,
        user_agent: userAgent,
        received_at: receivedAt,
        completed_at: completedAt,
      };
      const id = hash('sha256', JSON.stringify([auditId, row]));
      return [id, { ...row, id }] as const;
    }),
  );
  const all = [...rows.values()];
  for (let start = 0; start < all.length; start += AT_ONCE) {
    await knex('cluster_write')
      .insert(all.slice(start, start + AT_ONCE))
      .onConflict('id')
      .ignore();
  }
}
