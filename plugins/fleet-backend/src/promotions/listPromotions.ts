import type {
  ListPromotionsQuery,
  PromotionPage,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { keysetPage } from '../read/keysetPage';
import type { ReadContext, Row } from '../read/types';
import { placesOfPlan } from './placesOfPlan';
import type { PromotionAccess } from './PromotionAccess';
import { timeText } from './shown/names';
import { toSummary } from './shown/toSummary';
import { NEWEST_FIRST } from './store/newestFirst';
import { selectPromotions } from './store/selectPromotions';
import { toStoredPromotion } from './store/StoredPromotion';

const LIMIT = 50;
/**
 * The newest are looked through for what the reader may see who may not see all; older ones
 * have ended long ago.
 */
const MOST = 2_000;
/** Plans are as large as fleets: so many are held at a time. */
const AT_ONCE = 100;

/** Promotions of which the reader may see all clusters that they go to, the newest first. */
export async function listPromotions(
  context: ReadContext,
  access: PromotionAccess,
  query: ListPromotionsQuery,
): Promise<PromotionPage> {
  const { knex, now } = context;
  const selected = selectPromotions(knex, query);
  const visible = access.seesAll
    ? undefined
    : await visibleOf(knex, selected.clone(), access);
  const { rows, ...next } = await keysetPage({
    knex,
    queries: [visible ? knex('promotion').whereIn('id', visible) : selected],
    sort: 'promotions',
    expression: NEWEST_FIRST,
    cursor: query.cursor,
    cursorKey: context.cursorKey,
    limit: query.limit ?? LIMIT,
  });
  return {
    asOf: timeText(now),
    items: rows.map(row => toSummary(toStoredPromotion(row))),
    total: visible?.length ?? (await countOf(selected)),
    ...next,
  };
}

/** The ids of those that the reader may see. */
async function visibleOf(
  knex: Knex,
  selected: Knex.QueryBuilder,
  access: PromotionAccess,
): Promise<string[]> {
  const ids: string[] = await selected
    .orderByRaw(`${NEWEST_FIRST} asc, id asc`)
    .limit(MOST)
    .pluck('id');
  const visible: string[] = [];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const rows: Row[] = await knex('promotion')
      .whereIn('id', ids.slice(start, start + AT_ONCE))
      .select('id', 'entity_ref', 'plan');
    for (const { id, entity_ref, plan } of rows) {
      if (access.sees(placesOfPlan(entity_ref, JSON.parse(plan).plan.plan))) {
        visible.push(id);
      }
    }
  }
  return visible;
}

async function countOf(selected: Knex.QueryBuilder): Promise<number> {
  const [{ rows }] = await selected.clone().count({ rows: '*' });
  return Number(rows);
}
