import type { AuditTrail } from '../../audit';
import { pairOf } from './readRegistry';

/**
 * Makes one cluster part of another. Its id stays an alias, its facts stay where
 * they are, and each record remembers where it came from: {@link splitCluster}
 * takes it back.
 */
export async function mergeClusters(options: {
  audit: AuditTrail;
  first: string;
  into: string;
  reason: string;
  now: number;
}): Promise<void> {
  const { audit, first, into, reason, now } = options;
  await audit.change(async (trx, record) => {
    // Another replica may have found out the same, or something else, just now.
    const known = await trx('cluster_alias').whereIn('id', [first, into]);
    if (known.length > 0) return;
    await trx('cluster_record')
      .where({ cluster_id: first })
      .update({ cluster_id: into });
    await trx('cluster').where({ id: first }).update({ left_at: now });
    await trx('cluster_alias')
      .insert({
        id: first,
        cluster_id: into,
        merged_into: into,
        reason,
        created_at: now,
      })
      .onConflict('id')
      .merge();
    // What led to it leads on.
    await trx('cluster_alias')
      .where({ cluster_id: first })
      .update({ cluster_id: into });
    const [first_id, second_id] = pairOf(first, into).split('/');
    await trx('cluster_split').where({ first_id, second_id }).delete();
    const row = await trx('cluster').where({ id: first }).first('name');
    record({
      event: 'cluster-merged',
      target: { id: first, ...(row ? { name: row.name } : {}) },
      before: { id: first },
      after: { id: first, aliasOf: into },
      reason,
    });
  });
}
