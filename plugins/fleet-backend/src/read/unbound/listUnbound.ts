import type {
  ListUnboundQuery,
  UnboundPage,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { EntityIndex } from '../../mapping/EntityIndex';
import { decodeCursor, encodeCursor } from '../cursor';
import { readFleetCoverage } from '../fleetCoverage';
import type { FleetReadContext } from '../types';
import { limitedOf, visibleOf } from '../visible';
import { readGroups } from './readGroups';
import { selectUnbound } from './selectUnbound';
import { toUnboundItems } from './toUnboundItems';

const SORT = 'unbound';
const LIMIT = 50;

/**
 * What is bound to nothing, the same thing on many clusters once: what somebody has
 * to decide first, with what it may belong to.
 */
export async function listUnbound(
  context: FleetReadContext,
  entities: EntityIndex,
  query: ListUnboundQuery,
): Promise<UnboundPage> {
  const { knex, cursorKey, fleet } = context;
  const limit = query.limit ?? LIMIT;
  const visible = () =>
    visibleOf(context, selectUnbound(knex, query), 'unbound');
  const cursor = decodeCursor(query.cursor, SORT, 'string', cursorKey);
  const groups = await readGroups(knex, visible(), {
    limit: limit + 1,
    ...(cursor ? { after: cursor.value } : {}),
  });
  const shown = groups.slice(0, limit);
  const last = shown.at(-1);
  const { problem: _, ...others } = query;
  const totals = await countGroups(
    visibleOf(context, selectUnbound(knex, others), 'unbound'),
  );
  return {
    items: await toUnboundItems(context, entities, shown, visible),
    ...(groups.length > limit && last
      ? {
          nextCursor: encodeCursor(
            { sort: SORT, value: last.key, id: '' },
            cursorKey,
          ),
        }
      : {}),
    totals,
    coverage: context.view
      ? await readFleetCoverage(context, fleet.byId.keys())
      : fleet.coverage,
    hidden:
      context.tellsHidden && limitedOf(context).limited
        ? Math.max(
            0,
            (await countGroups(selectUnbound(knex, others))).total -
              totals.total,
          )
        : 0,
    ...limitedOf(context),
  };
}

/** How many different things there are, by problem. */
async function countGroups(
  selection: Knex.QueryBuilder,
): Promise<UnboundPage['totals']> {
  const rows: { problem: string; groups: string | number }[] = await selection
    .groupBy('unbound.problem')
    .select('unbound.problem')
    .countDistinct({ groups: 'unbound.group_key' });
  const of = (problem: string) =>
    Number(rows.find(row => row.problem === problem)?.groups ?? 0);
  const counts = {
    contested: of('contested'),
    ambiguous: of('ambiguous'),
    unbound: of('unbound'),
  };
  return {
    total: counts.contested + counts.ambiguous + counts.unbound,
    ...counts,
  };
}
