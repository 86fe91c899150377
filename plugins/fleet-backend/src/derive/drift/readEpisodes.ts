import { DEFAULT_EPISODE_OPTIONS } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { runStatement, type Rows } from '../statements';
import type { StoredEpisode } from './types';

/**
 * The episodes of a cluster that last, and those that ended so short a time ago that they
 * may go on, by thing. Of several of one thing the newest.
 */
export async function readEpisodes(
  knex: Knex,
  clusterId: string,
  now: number,
): Promise<Map<string, StoredEpisode>> {
  const rows = await runStatement(knex, {
    sql: `select * from drift_episode
      where cluster_id = ? and (ended_at is null or ended_at >= ?)
      order by first_observed_at`,
    bindings: [clusterId, now - DEFAULT_EPISODE_OPTIONS.flapWindowMs],
  });
  return new Map(rows.map(row => [row.thing, toStoredEpisode(row)]));
}

export function toStoredEpisode(row: Rows[number]): StoredEpisode {
  return {
    id: row.id,
    thing: row.thing,
    hash: row.hash,
    deliveryId: row.delivery_id,
    resource: {
      group: row.api_group,
      kind: row.kind,
      namespace: row.namespace,
      name: row.name,
    },
    class: row.class,
    because: row.because,
    same: row.same,
    seenBy: row.seen_by,
    firstObservedAt: Number(row.first_observed_at),
    lastObservedAt: Number(row.last_observed_at),
    ...timeOf('notBefore', row.not_before),
    flaps: row.flaps,
    inSyncMs: Number(row.in_sync_ms),
    ...timeOf('unconfirmedSince', row.unconfirmed_since),
    ...timeOf('endedAt', row.ended_at),
    ...(row.fate === null ? {} : { fate: row.fate }),
    data: JSON.parse(row.data),
  };
}

function timeOf<K extends string>(key: K, value: unknown) {
  return (value === null ? {} : { [key]: Number(value) }) as {
    [key in K]?: number;
  };
}
