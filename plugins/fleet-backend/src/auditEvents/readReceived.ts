import type { Knex } from 'knex';
import type { Row } from '../read/types';

/** What is known of the audit log of a cluster. Times are milliseconds since 1970. */
export type ReceivedLog = {
  clusterId: string;
  /** What was written before is not kept, or not any more. */
  keptSince: number;
  lastReceivedAt: number;
  /** When something that was sent was last not taken. */
  lastLostAt?: number;
  events: number;
  kept: number;
  malformed: number;
  refused: number;
};

/** What is known of the audit logs of clusters that have sent any. */
export async function readReceived(
  knex: Knex,
  clusterIds: readonly string[],
): Promise<ReceivedLog[]> {
  const rows: Row[] = [];
  for (let start = 0; start < clusterIds.length; start += 500) {
    rows.push(
      ...(await knex('audit_webhook')
        .whereIn('cluster_id', clusterIds.slice(start, start + 500))
        .orderBy('cluster_id')),
    );
  }
  return rows.map(row => ({
    clusterId: row.cluster_id,
    keptSince: Number(row.kept_since),
    lastReceivedAt: Number(row.last_received_at),
    ...(row.last_lost_at === null
      ? {}
      : { lastLostAt: Number(row.last_lost_at) }),
    events: Number(row.events),
    kept: Number(row.kept),
    malformed: Number(row.malformed),
    refused: Number(row.refused),
  }));
}
