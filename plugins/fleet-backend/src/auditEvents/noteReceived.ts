import type { Knex } from 'knex';

/** What came from an API server since it was last noted. Times are milliseconds since 1970, by our clock. */
export type Received = {
  firstAt: number;
  lastAt: number;
  /** When something that was sent was last not taken. */
  lostAt?: number;
  events: number;
  kept: number;
  malformed: number;
  /** Requests that were not taken. */
  refused: number;
};

/** Adds it to what is known of a cluster's audit log, which other replicas add to as well. */
export async function noteReceived(options: {
  knex: Knex;
  clusterId: string;
  received: Received;
}): Promise<void> {
  const { knex, clusterId, received } = options;
  const { firstAt, lastAt, lostAt = null, ...counts } = received;
  const later = (column: string) =>
    `case when audit_webhook.${column} is null or excluded.${column} > audit_webhook.${column}
       then excluded.${column} else audit_webhook.${column} end`;
  const sum = (column: string) =>
    `audit_webhook.${column} + excluded.${column}`;
  await knex('audit_webhook')
    .insert({
      ...counts,
      cluster_id: clusterId,
      kept_since: firstAt,
      last_received_at: lastAt,
      last_lost_at: lostAt,
    })
    .onConflict('cluster_id')
    .merge({
      last_received_at: knex.raw(later('last_received_at')),
      last_lost_at: knex.raw(later('last_lost_at')),
      events: knex.raw(sum('events')),
      kept: knex.raw(sum('kept')),
      malformed: knex.raw(sum('malformed')),
      refused: knex.raw(sum('refused')),
    });
}
