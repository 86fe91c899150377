import type { AuditTrail } from '../../audit';
import { isPostgres } from '../../derive/statements';
import type { StoredRecord } from './members';

/** A record that was never seen here, with the id that its cluster gets. */
export type NewRecord = {
  name: string;
  clusterId: string;
  title: string | undefined;
  apiServerKey: string | undefined;
  columns: StoredRecord;
};

/** The ids of a record as they are stored, and whether they are the ones given. */
export type CreatedRecord = {
  clusterId: string;
  homeId: string;
  created: boolean;
};

/** Records written in one transaction. */
const BATCH = 250;

/**
 * Writes records of a source that were never seen, and the clusters that they are.
 * Replicas hear of them at the same moment: the first one gives the ids, the others
 * take them.
 *
 * @returns by the names of the records
 */
export async function createRecords(options: {
  audit: AuditTrail;
  source: string;
  records: readonly NewRecord[];
  now: number;
}): Promise<Map<string, CreatedRecord>> {
  const { records } = options;
  const created = new Map<string, CreatedRecord>();
  for (let start = 0; start < records.length; start += BATCH) {
    const batch = records.slice(start, start + BATCH);
    for (const [name, ids] of await createBatch({ ...options, batch })) {
      created.set(name, ids);
    }
  }
  return created;
}

async function createBatch(options: {
  audit: AuditTrail;
  source: string;
  batch: readonly NewRecord[];
  now: number;
}): Promise<[string, CreatedRecord][]> {
  const { audit, source, batch, now } = options;
  return audit.change(async (trx, record) => {
    // Another replica may hear of them in another order: then two would wait for each other.
    if (isPostgres(trx)) {
      await trx.raw('lock table cluster_record in share row exclusive mode');
    }
    await trx('cluster_record')
      .insert(
        batch.map(({ name, clusterId, columns }) => ({
          source_id: source,
          name,
          cluster_id: clusterId,
          home_id: clusterId,
          first_seen_at: now,
          left_at: null,
          ...columns,
        })),
      )
      .onConflict(['source_id', 'name'])
      .ignore();
    const rows = await trx('cluster_record')
      .where({ source_id: source })
      .whereIn(
        'name',
        batch.map(({ name }) => name),
      )
      .select('name', 'cluster_id', 'home_id');
    const stored = new Map(rows.map(row => [row.name, row]));
    const isOurs = ({ name, clusterId }: NewRecord) =>
      stored.get(name).home_id === clusterId;
    const fresh = batch.filter(isOurs);
    if (fresh.length > 0) {
      await trx('cluster').insert(
        fresh.map(({ name, clusterId, title, apiServerKey }) => ({
          id: clusterId,
          name,
          title: title ?? null,
          api_server_key: apiServerKey ?? null,
          reachability: 'pending',
          reachability_since: now,
          created_at: now,
        })),
      );
    }
    for (const { name, clusterId, columns } of fresh) {
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
    return batch.map((each): [string, CreatedRecord] => {
      const { cluster_id: clusterId, home_id: homeId } = stored.get(each.name);
      return [
        each.name,
        { clusterId, homeId: homeId ?? clusterId, created: isOurs(each) },
      ];
    });
  });
}
