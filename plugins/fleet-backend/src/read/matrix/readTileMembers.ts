import type { Knex } from 'knex';
import { among } from '../../permissions/fragment';
import { chosenMember, OVER } from '../rollouts';
import type { ReadContext, Row } from '../types';
import { visibleOf } from '../visible';
import { IS_SHOWN_SQL, ROLLOUT_STATES, type TileMember } from './memberStates';
import type { TilePart } from './readTileInstances';

/**
 * How far releases are on the instances in a part of the matrix, by instance, where that
 * is to be shown. Which release concerns an instance is decided as everywhere.
 */
export async function readTileMembers(
  context: ReadContext,
  part: TilePart,
): Promise<Map<string, TileMember>> {
  if (part.clusterIds.length === 0 || part.entityRefs.length === 0) {
    return new Map();
  }
  const rows: (Row & { state: string; release_order: unknown })[] =
    await visibleOf(context, tileMembers(context.knex, part), 'rollout_member');
  const byInstance = new Map<string, typeof rows>();
  for (const row of rows) {
    const known = byInstance.get(row.instance_id);
    if (known) known.push(row);
    else byInstance.set(row.instance_id, [row]);
  }
  const shown = new Map<string, TileMember>();
  for (const [id, members] of byInstance) {
    const { state, since } = chosenMember(members) as Row;
    shown.set(id, {
      // A newer replica may have written a state that this one does not know.
      state: ROLLOUT_STATES.find(known => known === state) ?? 'unknown',
      since: Number(since),
    });
  }
  return shown;
}

/**
 * Members that have not arrived. All of that is in `rollout_member_open_index`, which is
 * as large as what is under way and not as what ever was. What came before a release that is
 * over on the instance is left out: it may have failed then. The plan of this is tested.
 */
export function tileMembers(
  knex: Knex,
  { clusterIds, entityRefs }: TilePart,
): Knex.QueryBuilder {
  const clusters = among(knex, 'rollout_member.cluster_id', clusterIds);
  const entities = among(knex, 'rollout_member.entity_ref', entityRefs);
  const over = knex('rollout_member as later')
    .join('rollout as newer', 'newer.id', 'later.rollout_id')
    .whereRaw('later.instance_id = rollout_member.instance_id')
    .whereIn('later.state', OVER)
    .whereRaw('newer.release_order > rollout.release_order')
    .select(knex.raw('1'));
  return knex('rollout_member')
    .join('rollout', 'rollout.id', 'rollout_member.rollout_id')
    .whereRaw(clusters.sql, clusters.bindings)
    .whereRaw(entities.sql, entities.bindings)
    .whereRaw(IS_SHOWN_SQL)
    .whereNotExists(over)
    .select(
      'rollout_member.instance_id',
      'rollout_member.state',
      'rollout_member.since',
      'rollout.release_order',
    );
}
