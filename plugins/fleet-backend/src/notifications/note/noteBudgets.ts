import {
  thresholdsToTell,
  type BudgetStanding,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { setImmediate } from 'node:timers/promises';
import type { ConfiguredBudget } from '../../config/costSchema';
import type { EntityIndex } from '../../mapping/EntityIndex';
import type { KnownBudget } from '../../read/costs/budgetsOf';
import { readBudgets } from '../../read/costs/readBudgets';
import {
  standingOfBudget,
  type ToldStanding,
} from '../../read/costs/standingOfBudget';
import { keyOf } from '../keyOf';
import type { AnyNews, News, NotificationKind } from '../kinds';
import { budgetPeople } from './budgetPeople';
import { noteNews, toRow } from './noteNews';

/** From this one on a threshold is told at once: more was spent than there is. */
const URGENT_PER_CENT = 100;

type BudgetKind = 'budget-crossed' | 'budget-expected';

/**
 * Notes which thresholds of budgets are crossed by what is known to be spent, and which
 * would be by what is expected: each once in a week, month or quarter, the highest of them
 * for all. A day that is missing, or a figure that is corrected, takes nothing back.
 */
export async function noteBudgets(options: {
  knex: Knex;
  now: number;
  budgets: readonly ConfiguredBudget[];
  kinds: ReadonlySet<NotificationKind>;
  entities: EntityIndex;
  operators: readonly string[];
  isStopped?: () => boolean;
}): Promise<void> {
  const { knex, now, budgets, kinds, isStopped = () => false } = options;
  for (const budget of await knownBudgets(knex, now, budgets)) {
    if (isStopped()) return;
    // A forecast takes milliseconds: others come between them.
    await setImmediate();
    const standings = await standingOfBudget({ knex, now }, budget);
    if (standings.every(({ standing }) => saysNothing(standing))) continue;
    const people = await budgetPeople(knex, budget, options);
    for (const told of standings) {
      for (const recipient of people) {
        const { crossed, expectedToCross } = told.standing;
        const each = { knex, now, budget, told, recipient };
        if (kinds.has('budget-crossed')) {
          await noteThresholds({
            ...each,
            kind: 'budget-crossed',
            reached: crossed,
          });
        }
        if (kinds.has('budget-expected')) {
          await noteThresholds({
            ...each,
            kind: 'budget-expected',
            reached: expectedToCross,
          });
        }
      }
    }
  }
}

function saysNothing({ crossed, expectedToCross }: BudgetStanding): boolean {
  return crossed.length + expectedToCross.length === 0;
}

async function knownBudgets(
  knex: Knex,
  now: number,
  configured: readonly ConfiguredBudget[],
): Promise<KnownBudget[]> {
  const ids: string[] = await knex('cluster')
    .whereNull('left_at')
    .orderBy('id')
    .pluck('id');
  return (await readBudgets({ knex, now }, configured, ids)).budgets;
}

async function noteThresholds(options: {
  knex: Knex;
  now: number;
  budget: KnownBudget;
  told: ToldStanding;
  recipient: string;
  kind: BudgetKind;
  reached: readonly number[];
}): Promise<void> {
  const { knex, now, reached, told } = options;
  if (reached.length === 0) return;
  const news = new Map(
    reached.map(threshold => [threshold, newsOf(options, threshold)]),
  );
  const keys = new Map(
    [...news].map(([threshold, each]) => [toRow(each, now).key, threshold]),
  );
  const known: string[] = await knex('notification_told')
    .whereIn('key', [...keys.keys()])
    .pluck('key');
  const { toTell } = thresholdsToTell(
    { span: told.standing.span, crossed: [...reached] },
    {
      first: told.standing.span.first,
      thresholds: known.map(key => keys.get(key) as number),
    },
  );
  const highest = Math.max(...toTell);
  if (toTell.length === 0) return;
  await noteNews(knex, {
    now,
    news: [news.get(highest) as News],
    silent: toTell
      .filter(threshold => threshold !== highest)
      .map(threshold => news.get(threshold) as News),
  });
}

function newsOf(
  options: {
    budget: KnownBudget;
    told: ToldStanding;
    recipient: string;
    kind: BudgetKind;
  },
  threshold: number,
): News {
  const { budget, told, recipient, kind } = options;
  const { standing, money } = told;
  const { limit, period } = budget.budget;
  const id = [budget.source, budget.of, budget.key, money, limit, period];
  return {
    ...dataOf(options, threshold),
    recipient,
    key: [...id, standing.span.first, threshold],
    subject: ['budget', keyOf(id)],
    isUrgent: kind === 'budget-crossed' && threshold >= URGENT_PER_CENT,
  };
}

function dataOf(
  options: { budget: KnownBudget; told: ToldStanding; kind: BudgetKind },
  threshold: number,
): Extract<AnyNews, { kind: BudgetKind }> {
  const { budget, told, kind } = options;
  const { standing, money, confidence } = told;
  const common = {
    of: budget.of,
    name: budget.name,
    target: budget.key,
    period: budget.budget.period,
    ...standing.span,
    threshold,
    limit: standing.limit,
    money,
  };
  if (kind === 'budget-crossed') {
    return {
      kind,
      data: {
        ...common,
        // Nothing is crossed by what nobody knows.
        used: standing.used as number,
        isAtLeast: standing.missingDays > 0 || standing.inPartDays > 0,
      },
    };
  }
  return {
    kind,
    data: {
      ...common,
      expected: standing.expected as number,
      ...(standing.low === undefined ? {} : { low: standing.low }),
      ...(standing.high === undefined ? {} : { high: standing.high }),
      confidence: confidence ?? 'low',
    },
  };
}
