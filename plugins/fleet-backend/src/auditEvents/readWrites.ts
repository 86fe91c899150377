import type { Knex } from 'knex';
import type { Row } from '../read/types';
import type { ClusterWrite } from './ClusterWrite';

/**
 * Writes to an object of a cluster within a time, and deletions of several of its kind in its
 * namespace; the newest first.
 *
 * @param options.clusterIds - the cluster, and those that it was made of
 * @param options.from - milliseconds since 1970, as is `to`
 */
export async function readWrites(options: {
  knex: Knex;
  clusterIds: readonly string[];
  group: string;
  resource: string;
  namespace: string;
  name: string;
  from: number;
  to: number;
  limit: number;
}): Promise<ClusterWrite[]> {
  const { knex, clusterIds, group, resource, namespace, name } = options;
  const rows: Row[] = await knex('cluster_write')
    .whereIn('cluster_id', clusterIds)
    .whereIn('name', [name, ''])
    .where({ api_group: group, resource, namespace })
    .where('completed_at', '>=', options.from)
    .where('received_at', '<=', options.to)
    .orderBy([
      { column: 'completed_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(options.limit);
  return rows.map(row => ({
    group: row.api_group,
    resource: row.resource,
    subresource: row.subresource,
    namespace: row.namespace,
    name: row.name,
    verb: row.verb,
    created: Boolean(row.created),
    username: row.username,
    ...(row.acting_as === null ? {} : { actingAs: row.acting_as }),
    userAgent: row.user_agent,
    manager: row.manager,
    receivedAt: Number(row.received_at),
    completedAt: Number(row.completed_at),
  }));
}
