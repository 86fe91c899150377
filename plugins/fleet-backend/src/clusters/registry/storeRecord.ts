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
  const { source, name, clusterId, stored } = member;
  await audit.change(async (trx, record) => {
    await trx('cluster_record')
      .where({ source_id: source, name })
      .update({ ...columns, left_at: columns.present ? null : now });
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

function detailsOf(columns: StoredRecord) {
  return {
    ...(columns.server === null ? {} : { server: columns.server }),
    tlsVerified: columns.tls_verified,
    ...(columns.operator_named === null
      ? {}
      : { operatorNamed: columns.operator_named }),
    present: columns.present,
  };
}
