import type {
  ListPromotionsQuery,
  PromotionPage,
} from '@fleetview/backstage-plugin-fleet-common';
import { keysetPage } from '../read/keysetPage';
import type { ReadContext } from '../read/types';
import { placesOfPlan } from './placesOfPlan';
import type { PromotionAccess } from './PromotionAccess';
import { timeText } from './shown/names';
import { toSummary } from './shown/toSummary';
import { toStoredPromotion } from './store/StoredPromotion';

const LIMIT = 50;
/** The newest are looked through for what the reader may see; older ones have ended long ago. */
const MOST = 2_000;

/** The newest first. */
const ORDER = `(case when length(cast(9999999999999 - began_at as text)) < 13 then '0' else '' end || cast(9999999999999 - began_at as text))`;

/** Promotions of which the reader may see all clusters that they go to, the newest first. */
export async function listPromotions(
  context: ReadContext,
  access: PromotionAccess,
  query: ListPromotionsQuery,
): Promise<PromotionPage> {
  const { knex, now } = context;
  const selection = () => {
    const rows = knex('promotion');
    if (query.component?.length)
      void rows.whereIn('entity_ref', query.component);
    if (query.stage?.length) void rows.whereIn('to_stage', query.stage);
    if (query.state?.length) void rows.whereIn('state', query.state);
    return rows;
  };
  const candidates = await selection()
    .orderBy('began_at', 'desc')
    .limit(MOST)
    .select('id', 'entity_ref', 'plan');
  const visible = candidates
    .filter(row =>
      access.sees(placesOfPlan(row.entity_ref, JSON.parse(row.plan).plan.plan)),
    )
    .map(({ id }) => id as string);
  const { rows, ...next } = await keysetPage({
    knex,
    queries: [knex('promotion').whereIn('id', visible)],
    sort: 'promotions',
    expression: ORDER,
    cursor: query.cursor,
    cursorKey: context.cursorKey,
    limit: query.limit ?? LIMIT,
  });
  return {
    asOf: timeText(now),
    items: rows.map(row => toSummary(toStoredPromotion(row))),
    total: visible.length,
    ...next,
  };
}
