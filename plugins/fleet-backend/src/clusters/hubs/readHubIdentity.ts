import type { Knex } from 'knex';

/** Who a hub is known to be. */
export type HubIdentity = {
  /** UID of kube-system that it showed at first; absent where it never did. */
  uid?: string;
  /** Why it is held back; absent where it is not. */
  quarantined?: string;
};

/** Reads who the cluster of a record is known to be: any replica may have found it out. */
export async function readHubIdentity(options: {
  knex: Knex;
  record: { source: string; name: string };
}): Promise<HubIdentity> {
  const { knex, record } = options;
  const row = await knex('cluster_record')
    .join('cluster', 'cluster.id', 'cluster_record.cluster_id')
    .where({
      'cluster_record.source_id': record.source,
      'cluster_record.name': record.name,
    })
    .first(
      'cluster.uid',
      'cluster.reachability',
      'cluster.reachability_reason',
    );
  return {
    ...(row?.uid ? { uid: row.uid } : {}),
    ...(row?.reachability === 'quarantined'
      ? { quarantined: row.reachability_reason ?? 'it is quarantined' }
      : {}),
  };
}
