import type { MemberState } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { MemberGroup } from '../../derive/rollouts';
import type { ReadContext, Row } from '../types';
import { visibleOf } from '../visible';
import type { Serving } from './shareOf';

/** Members of a rollout in the same wave, state and environment that the reader may see. */
export type VisibleGroup = MemberGroup & Serving & { environment?: string };

/** Members of rollouts that the reader may see. */
export function visibleMembers(
  context: ReadContext,
  rolloutIds: readonly string[],
): Knex.QueryBuilder {
  return visibleOf(
    context,
    context.knex('rollout_member').whereIn('rollout_id', [...rolloutIds]),
    'rollout_member',
  );
}

/** With the cell of each member, which knows where that is. */
export function withCells(members: Knex.QueryBuilder): Knex.QueryBuilder {
  return members.leftJoin('cell', join => {
    void join
      .on('cell.cluster_id', 'rollout_member.cluster_id')
      .on('cell.namespace', 'rollout_member.namespace')
      .on('cell.entity_ref', 'rollout_member.entity_ref');
  });
}

/**
 * What members of rollouts come to, by rollout: summed up in the database, so that a
 * page of large rollouts costs what it shows.
 */
export async function readMemberGroups(
  context: ReadContext,
  rolloutIds: readonly string[],
): Promise<Map<string, VisibleGroup[]>> {
  const found = new Map<string, VisibleGroup[]>();
  const by = [
    'rollout_member.rollout_id',
    'rollout_member.wave',
    'rollout_member.state',
    'cell.environment',
  ];
  for (let start = 0; start < rolloutIds.length; start += 100) {
    const rows: Row[] = await withCells(
      visibleMembers(context, rolloutIds.slice(start, start + 100)),
    )
      .groupBy(by)
      .select(by)
      .count({ members: '*' })
      .count({
        asked: 'asked_at',
        ending: 'until_at',
        by_traffic: 'by_traffic',
      })
      .max({ last_asked_at: 'asked_at', last_until: 'until_at' })
      .min({ first_until: 'until_at' })
      .sum({ replicas: 'replicas', released: 'released' });
    for (const row of rows) {
      const known = found.get(row.rollout_id) ?? [];
      found.set(row.rollout_id, known);
      known.push(toGroup(row));
    }
  }
  return found;
}

function toGroup(row: Row): VisibleGroup {
  const known = <K extends string>(key: K, value: unknown) =>
    (value === null ? {} : { [key]: Number(value) }) as Record<K, number>;
  return {
    ...known('wave', row.wave),
    state: row.state as MemberState,
    ...(row.environment === null ? {} : { environment: row.environment }),
    members: Number(row.members),
    asked: Number(row.asked),
    ...known('lastAskedAt', row.last_asked_at),
    ending: Number(row.ending),
    ...known('firstUntil', row.first_until),
    ...known('lastUntil', row.last_until),
    replicas: Number(row.replicas ?? 0),
    released: Number(row.released ?? 0),
    byTraffic: Number(row.by_traffic),
  };
}
