import type { PromotionCostAnswer } from '@fleetview/backstage-plugin-fleet-common';
import type { CostSettings } from '../../../config/costSchema';
import type { ReadContext, Row } from '../../types';
import type { KnownBudget } from '../budgetsOf';
import { readBudgets } from '../readBudgets';
import { seesInPart } from '../seesInPart';
import { selectSeries } from '../selectSeries';
import { standingOfBudget } from '../standingOfBudget';

type Limit = PromotionCostAnswer['limit'];
type Scope = { of: 'component' | 'system' | 'owner'; key: string };

/**
 * What a promotion may cost more each month: what was asked with, else what is configured,
 * else what monthly budgets of the component, its system and its owner leave, the least of
 * them. A budget of which it is not known what it will leave, that is in another currency than
 * the costs, or that cannot be read, makes the limit unknown.
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
  // What is left is not known to who sees a part of what is spent.
  if (seesInPart(context)) return { source: 'none' };
  const { budgets, problems } = await readBudgets(
    context,
    settings.budgets,
    [],
  );
  let least: Limit | undefined;
  for (const { of, key } of await scopesOf(context, entityRef)) {
    const isOf = (each: { of: string; key: string }) =>
      each.of === of && each.key === key;
    // What the configuration says of it counts before what cannot be read.
    const isDecided = settings.budgets.some(each => each[of] === key);
    if (problems.some(isOf) && !isDecided) {
      return { source: 'budget', name: key };
    }
    for (const budget of budgets.filter(isOf)) {
      if (budget.budget.period !== 'month') continue;
      const { name } = budget;
      const left = await leftOf(context, budget, money);
      if (left === undefined) return { source: 'budget', name };
      if (least?.perMonth === undefined || left < least.perMonth) {
        least = { source: 'budget', perMonth: left, name };
      }
    }
  }
  return least ?? { source: 'none' };
}

/** What a budget will leave at the month's end, as far as that is known. */
async function leftOf(
  context: ReadContext,
  budget: KnownBudget,
  money: string,
): Promise<number | undefined> {
  const told = await standingOfBudget(context, budget);
  const standing = told.find(each => each.money === money)?.standing;
  if (standing?.expected === undefined) return undefined;
  return standing.limit - Math.max(standing.expected, standing.used ?? 0);
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
