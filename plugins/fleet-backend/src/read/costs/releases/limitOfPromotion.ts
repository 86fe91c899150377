import type { PromotionCostAnswer } from '@fleetview/backstage-plugin-fleet-common';
import type { CostSettings } from '../../../config/costSchema';
import type { ReadContext, Row } from '../../types';
import { getCost } from '../getCost';
import { selectSeries } from '../selectSeries';

type Limit = PromotionCostAnswer['limit'];
type Scope = { of: 'component' | 'system' | 'owner'; key: string };

/**
 * What a promotion may cost more each month: what was asked with, else what is configured,
 * else what monthly budgets of the component, its system and its owner leave, the least of
 * them. A budget of which it is not known what it will leave, or that cannot be read, makes the
 * limit unknown.
 *
 * @param money - the currency of the costs; empty where nobody says it
 */
export async function limitOfPromotion(
  context: ReadContext,
  options: {
    entityRef: string;
    money: string;
    given?: number;
    settings: CostSettings;
  },
): Promise<Limit> {
  const { entityRef, money, given, settings } = options;
  if (given !== undefined) return { source: 'given', perMonth: given };
  const { limitPerMonth } = settings.promotion;
  if (limitPerMonth !== undefined) {
    return { source: 'configuration', perMonth: limitPerMonth };
  }
  let least: Limit | undefined;
  for (const { of, key } of await scopesOf(context, entityRef)) {
    const { sheets, budgetProblems } = await getCost(
      context,
      { [of]: [key], days: 7 },
      settings,
    );
    // What the configuration says of it counts before what cannot be read.
    const isDecided = settings.budgets.some(each => each[of] === key);
    if (budgetProblems && !isDecided) return { source: 'budget', name: key };
    const sheet = sheets.find(each => (each.money ?? '') === money);
    for (const { name, period, standing } of sheet?.budgets ?? []) {
      if (period !== 'month') continue;
      const { limit, used = 0, expected } = standing;
      if (expected === undefined) return { source: 'budget', name };
      const perMonth = limit - Math.max(expected, used);
      if (least?.perMonth === undefined || perMonth < least.perMonth) {
        least = { source: 'budget', perMonth, name };
      }
    }
  }
  return least ?? { source: 'none' };
}

/** What may have a budget that a component's cost is part of. */
async function scopesOf(
  context: ReadContext,
  entityRef: string,
): Promise<Scope[]> {
  const rows: Row[] = await selectSeries(context, {
    component: [entityRef],
  }).distinct('cost_series.owner', 'cost_series.system');
  const valuesOf = (column: 'owner' | 'system') =>
    [...new Set(rows.map(row => row[column] as string))]
      .filter(value => value !== '' && value !== 'unassigned')
      .sort();
  return [
    { of: 'component', key: entityRef },
    ...valuesOf('system').map(key => ({ of: 'system' as const, key })),
    ...valuesOf('owner').map(key => ({ of: 'owner' as const, key })),
  ];
}
