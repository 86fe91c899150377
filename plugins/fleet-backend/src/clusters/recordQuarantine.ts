import type { AuditTrail } from '../audit';

/**
 * Records that a cluster is held back, or is not any more, where that was not the
 * last thing recorded of it: replicas find it out one after the other.
 *
 * @param options.uid - of the kube-system that its address leads to
 */
export async function recordQuarantine(options: {
  audit: AuditTrail;
  clusterId: string;
  name: string;
  uid: string;
  state: 'quarantined' | 'released';
  reason?: string;
}): Promise<void> {
  const { audit, clusterId, name, uid, state, reason } = options;
  await audit.change(async (trx, record) => {
    const last = await trx('audit_entry')
      .where({ target_id: clusterId })
      .whereIn('event', ['cluster-quarantined', 'cluster-released'])
      .orderBy('id', 'desc')
      .first('event', 'after');
    const isHeld = last?.event === 'cluster-quarantined';
    if (state === 'released' ? !isHeld : isHeld && uidIn(last.after) === uid) {
      return;
    }
    record({
      event: `cluster-${state}`,
      target: { id: clusterId, name },
      after: { uid },
      ...(reason === undefined ? {} : { reason }),
    });
  });
}

function uidIn(after: string | null): unknown {
  return after === null ? undefined : JSON.parse(after).uid;
}
