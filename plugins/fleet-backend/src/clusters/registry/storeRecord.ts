import type { AuditTrail } from '../../audit';
import type { MemberRecord, StoredRecord } from './members';

/** Writes a record that is known already as its source tells it now. */
export async function storeRecord(options: {
  audit: AuditTrail;
  member: MemberRecord;
  columns: StoredRecord;
  now: number;
}): Promise<void> {
  const { audit, member, columns, now } = options;
  const { source, name, clusterId } = member;
  await audit.change(async (trx, record) => {
    const row = trx('cluster_record').where({ source_id: source, name });
    // Another replica may have written the same: then it recorded it.
    const stored = await row
      .clone()
      .first('server', 'tls_verified', 'operator_named', 'present');
    await row.update({ ...columns, left_at: columns.present ? null : now });
    const before = stored && detailsOf(stored);
    const after = detailsOf(columns);
    // What its source is called is no news.
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    record({
      event: 'cluster-record-changed',
      target: { id: clusterId, name },
      ...(before ? { before: { source, record: name, ...before } } : {}),
      after: { source, record: name, ...after },
      reason: `told by '${columns.source_title}'`,
    });
  });
}

/** @param columns - of a database that may have numbers for what is true or false */
function detailsOf(columns: Omit<StoredRecord, 'source_title'>) {
  return {
    ...(columns.server === null ? {} : { server: columns.server }),
    tlsVerified: Boolean(columns.tls_verified),
    ...(columns.operator_named === null
      ? {}
      : { operatorNamed: Boolean(columns.operator_named) }),
    present: Boolean(columns.present),
  };
}
