import type { InstanceRollout } from '@fleetview/backstage-plugin-fleet-common';
import { fromMemberRow } from '../../derive/rollouts';
import { defined, toTime, type ReadContext, type Row } from '../types';
import { chosenMember } from './chosenMember';
import { shareOf } from './shareOf';
import { clustersOfReasons, shownReason } from './shownReason';

/** A row of `rollout_member` as the API shows it. */
export function toInstanceRollout(
  row: Row,
  context: Pick<ReadContext, 'view'> & { names: ReadonlyMap<string, string> },
): InstanceRollout {
  const memory = fromMemberRow(row);
  return defined({
    rolloutId: row.rollout_id as string,
    wave: memory.wave,
    state: memory.state,
    since: toTime(memory.since) as string,
    until: toTime(memory.until),
    lastKnown: memory.lastKnown,
    from: memory.from,
    reason:
      memory.reason &&
      shownReason(memory.reason, {
        ...context,
        place: { clusterId: row.cluster_id, namespace: row.namespace },
      }),
    askedAt: toTime(memory.askedAt),
    appliedAt: toTime(memory.appliedAt),
    doneAt: toTime(memory.doneAt),
    lastMovedAt: toTime(memory.movedAt),
    share:
      memory.serving &&
      shareOf([
        {
          members: 1,
          ...memory.serving,
          byTraffic: memory.serving.byTraffic ? 1 : 0,
        },
      ]),
  });
}

/**
 * Of each instance the rollout that concerns it, as a row of `rollout_member`, as
 * {@link chosenMember} decides.
 */
export async function readInstanceRollouts(
  context: ReadContext,
  instanceIds: readonly string[],
): Promise<Map<string, Row>> {
  const rows: Row[] = [];
  for (let start = 0; start < instanceIds.length; start += 500) {
    rows.push(
      ...(await context
        .knex('rollout_member')
        .join('rollout', 'rollout.id', 'rollout_member.rollout_id')
        .whereIn('instance_id', instanceIds.slice(start, start + 500))
        .select('rollout_member.*', 'rollout.release_order')),
    );
  }
  const byInstance = new Map<string, Row[]>();
  for (const row of rows) {
    const known = byInstance.get(row.instance_id);
    if (known) known.push(row);
    else byInstance.set(row.instance_id, [row]);
  }
  const chosen = new Map<string, Row>();
  for (const [id, members] of byInstance) {
    chosen.set(id, chosenMember(members as Member[]) as Row);
  }
  return chosen;
}

/** The clusters that the reasons of members name. */
export function clustersOfMembers(rows: Iterable<Row>): string[] {
  return clustersOfReasons([...rows].map(row => fromMemberRow(row).reason));
}

type Member = Row & { state: string; release_order: unknown };
