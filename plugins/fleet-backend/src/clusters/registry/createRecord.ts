import type { AuditTrail } from '../../audit';
import type { StoredRecord } from './members';

/**
 * Writes a record that was never seen, and the cluster that it is. Replicas hear
 * of it at the same moment: the first one gives the id, the others take it.
 *
 * @returns the ids as they are stored, and whether they are the ones given
 */
export async function createRecord(options: {
  audit: AuditTrail;
  source: string;
  name: string;
  clusterId: string;
  title: string | undefined;
  apiServerKey: string | undefined;
  columns: StoredRecord;
  now: number;
}): Promise<{ clusterId: string; homeId: string; created: boolean }> {
  const { audit, source, name, clusterId, columns, now } = options;
  return audit.change(async (trx, record) => {
    await trx('cluster_record')
      .insert({
        source_id: source,
        name,
        cluster_id: clusterId,
        home_id: clusterId,
        first_seen_at: now,
        left_at: null,
        ...columns,
      })
      .onConflict(['source_id', 'name'])
      .ignore();
    const row = await trx('cluster_record')
      .where({ source_id: source, name })
      .first('cluster_id', 'home_id');
    const created = row.home_id === clusterId;
    if (created) {
      await trx('cluster').insert({
        id: clusterId,
        name,
        title: options.title ?? null,
        api_server_key: options.apiServerKey ?? null,
        reachability: 'pending',
        reachability_since: now,
        created_at: now,
      });
      record({
        event: 'cluster-registered',
        target: { id: clusterId, name },
        after: {
          source,
          record: name,
          ...(columns.server === null ? {} : { server: columns.server }),
          tlsVerified: columns.tls_verified,
        },
        reason: `told by '${columns.source_title}'`,
      });
    }
    return {
      clusterId: row.cluster_id,
      homeId: row.home_id ?? row.cluster_id,
      created,
    };
  });
}
