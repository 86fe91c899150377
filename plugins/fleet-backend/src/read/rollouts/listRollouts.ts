import type {
  ListRolloutsQuery,
  RolloutPage,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { EntityIndex } from '../../mapping/EntityIndex';
import { decodeCursor, encodeCursor } from '../cursor';
import type { FleetView } from '../fleet';
import { sumFleetCoverage } from '../fleetCoverage';
import { toTime, type FleetReadContext, type Row } from '../types';
import { hiddenOf, limitedOf } from '../visible';
import { readMemberGroups, visibleMembers } from './readMemberGroups';
import { readDurations, toRolloutSummary } from './toRolloutSummary';

/** Rollouts on a page. */
const LIMIT = 50;

/** Releases on their way and those that were, the newest first. */
export async function listRollouts(
  context: FleetReadContext,
  entities: EntityIndex,
  query: ListRolloutsQuery,
): Promise<RolloutPage> {
  const { knex } = context;
  const limit = query.limit ?? LIMIT;
  const all = rolloutsOf(knex, query, entities);
  const visible = visibleRollouts(context, all.clone());
  const cursor = decodeCursor(
    query.cursor,
    'rollout',
    'number',
    context.cursorKey,
  );
  const page = cursor
    ? visible
        .clone()
        .whereRaw('(began_at, id) < (cast(? as bigint), ?)', [
          cursor.value,
          cursor.id,
        ])
    : visible.clone();
  const rows: Row[] = await page
    .orderBy([
      { column: 'began_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const ids: string[] = shown.map(({ id }) => id);
  const groups = await readMemberGroups(context, ids);
  const durations = await readDurations(
    context,
    shown.map(row => row.entity_ref),
  );
  return {
    asOf: toTime(context.now) as string,
    items: shown.map(row =>
      toRolloutSummary({
        row,
        groups: groups.get(row.id) ?? [],
        durations: durations.get(row.entity_ref) ?? [],
        entities,
        context,
      }),
    ),
    ...(rows.length > limit && last
      ? {
          nextCursor: encodeCursor(
            { sort: 'rollout', value: Number(last.began_at), id: last.id },
            context.cursorKey,
          ),
        }
      : {}),
    coverage: await sumFleetCoverage(
      context,
      visibleMembers(context, ids).select('rollout_member.cluster_id'),
    ),
    hidden: await hiddenRollouts(context, all, visible),
    ...limitedOf(context),
  };
}

async function hiddenRollouts(
  context: FleetReadContext,
  all: Knex.QueryBuilder,
  visible: Knex.QueryBuilder,
): Promise<number> {
  if (!context.tellsHidden || !context.view) return 0;
  const [{ rows }] = await visible.clone().count({ rows: '*' });
  return hiddenOf(context, [all], Number(rows));
}

/** Rollouts that any instance is a member of: others were at rest when watching began. */
function rolloutsOf(
  knex: Knex,
  query: ListRolloutsQuery,
  entities: EntityIndex,
): Knex.QueryBuilder {
  const selection = knex('rollout').where('rollout.members', '>', 0);
  if (query.component) void selection.whereIn('entity_ref', query.component);
  if (query.lifeCycle) void selection.whereIn('life_cycle', query.lifeCycle);
  if (query.system || query.owner) {
    const refs = [...entities.byRef.values()]
      .filter(
        ({ system, owner }) =>
          (!query.system ||
            (system !== undefined && query.system.includes(system))) &&
          (!query.owner ||
            (owner !== undefined && query.owner.includes(owner))),
      )
      .map(({ ref }) => ref);
    void selection.whereIn('entity_ref', refs);
  }
  return selection;
}

/** Those of which the reader may see at least one member. */
export function visibleRollouts(
  { knex, view }: { knex: Knex; view?: Pick<FleetView, 'scope'> },
  rollouts: Knex.QueryBuilder,
): Knex.QueryBuilder {
  if (!view || view.scope.isWhole) return rollouts;
  return rollouts.whereExists(
    view.scope.limit(
      knex('rollout_member')
        .whereRaw('rollout_member.rollout_id = rollout.id')
        .select(knex.raw('1')),
      'rollout_member',
    ),
  );
}
