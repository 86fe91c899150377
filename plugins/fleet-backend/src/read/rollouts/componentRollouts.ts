import type { RolloutSummary } from '@fleetview/backstage-plugin-fleet-common';
import type { EntityIndex } from '../../mapping/EntityIndex';
import type { FleetReadContext, Row } from '../types';
import { visibleRollouts } from './listRollouts';
import { readMemberGroups } from './readMemberGroups';
import { readDurations, toRolloutSummary } from './toRolloutSummary';

/** Rollouts of a component that are on their way, the newest first; where there is none, the last one. */
export async function componentRollouts(
  context: FleetReadContext,
  entities: EntityIndex,
  entityRef: string,
): Promise<RolloutSummary[]> {
  const { knex } = context;
  const all = visibleRollouts(
    context,
    knex('rollout')
      .where({ entity_ref: entityRef })
      .where('rollout.members', '>', 0),
  ).orderBy('release_order', 'desc');
  const open: Row[] = await all
    .clone()
    .whereIn('life_cycle', ['running', 'paused'])
    .limit(10);
  const rows: Row[] = open.length > 0 ? open : await all.clone().limit(1);
  const groups = await readMemberGroups(
    context,
    rows.map(({ id }) => id),
  );
  const durations = await readDurations(context, [entityRef]);
  return rows.map(row =>
    toRolloutSummary({
      row,
      groups: groups.get(row.id) ?? [],
      durations: durations.get(entityRef) ?? [],
      entities,
      context,
    }),
  );
}
