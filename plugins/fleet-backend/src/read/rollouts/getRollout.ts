import { NotFoundError } from '@backstage/errors';
import type { Rollout } from '@fleetview/backstage-plugin-fleet-common';
import { fromMemberRow } from '../../derive/rollouts';
import type { EntityIndex } from '../../mapping/EntityIndex';
import { readFleetCoverage } from '../fleetCoverage';
import { readClusterNames } from '../readClusterNames';
import { toTime, type FleetReadContext, type Row } from '../types';
import { hiddenOf, limitedOf } from '../visible';
import { visibleRollouts } from './listRollouts';
import {
  readMemberGroups,
  visibleMembers,
  withCells,
} from './readMemberGroups';
import { clustersOfReasons } from './shownReason';
import { toInstanceRollout } from './toInstanceRollout';
import { readDurations, toRolloutSummary } from './toRolloutSummary';

/** One rollout with its members, by wave and then by name of the cluster. */
export async function getRollout(
  context: FleetReadContext,
  entities: EntityIndex,
  rolloutId: string,
): Promise<Rollout> {
  const { knex } = context;
  const row: Row | undefined = await visibleRollouts(
    context,
    knex('rollout').where({ 'rollout.id': rolloutId }),
  ).first();
  if (!row) {
    throw new NotFoundError(
      `There is no rollout '${rolloutId}'. It may be older than what is kept.`,
    );
  }
  const members: Row[] = await withCells(visibleMembers(context, [rolloutId]))
    .orderBy('rollout_member.instance_id')
    .select('rollout_member.*', 'cell.region', 'cell.environment');
  const groups = await readMemberGroups(context, [rolloutId]);
  const durations = await readDurations(context, [row.entity_ref]);
  const names = await readClusterNames(context, [
    ...members.map(member => member.cluster_id),
    ...clustersOfReasons(members.map(each => fromMemberRow(each).reason)),
  ]);
  const nameOf = (id: string) => names.get(id) ?? id;
  return {
    asOf: toTime(context.now) as string,
    summary: toRolloutSummary({
      row,
      groups: groups.get(rolloutId) ?? [],
      durations: durations.get(row.entity_ref) ?? [],
      entities,
      context,
    }),
    items: members
      .map(member => ({
        instanceId: member.instance_id as string,
        cluster: { id: member.cluster_id, name: nameOf(member.cluster_id) },
        region: member.region ?? 'unassigned',
        environment: member.environment ?? 'unassigned',
        namespace: member.namespace as string,
        rollout: toInstanceRollout(member, { ...context, names }),
      }))
      .sort(
        (a, b) =>
          (a.rollout.wave ?? Infinity) - (b.rollout.wave ?? Infinity) ||
          (a.cluster.name < b.cluster.name ? -1 : 1),
      ),
    coverage: await readFleetCoverage(
      context,
      members.map(member => member.cluster_id),
    ),
    hidden: await hiddenOf(
      context,
      [knex('rollout_member').where({ rollout_id: rolloutId })],
      members.length,
    ),
    ...limitedOf(context),
  };
}
