import type { BudgetFact } from '@fleetview/backstage-plugin-fleet-common';
import type { ConfiguredBudget } from '../../config/costSchema';
import { inScope } from '../scopes';
import type { ReadContext, Row } from '../types';
import type { KnownBudget } from './budgetsOf';
import {
  readAnnotatedBudgets,
  type ProblemOfBudget,
} from './readAnnotatedBudgets';
import { readClusterIds } from './readClusterIds';

const PERIODS = { weekly: 'week', monthly: 'month' } as const;

/**
 * All budgets, and what is wrong with those that annotations state. What the configuration
 * says of a thing counts before its annotation, whatever the periods.
 */
export async function readBudgets(
  context: ReadContext,
  configured: readonly ConfiguredBudget[],
  clusterIds: readonly string[],
): Promise<{ budgets: KnownBudget[]; problems: ProblemOfBudget[] }> {
  const annotated = await readAnnotatedBudgets(context);
  const own = toKnownBudgets(
    configured,
    await readClusterIds(
      context,
      configured.flatMap(({ cluster }) => cluster ?? []),
    ),
  );
  const keyOf = ({ of, key }: Pick<KnownBudget, 'of' | 'key'>) =>
    `${of}/${key}`;
  const decided = new Set(own.map(keyOf));
  const stated = new Set(
    [...annotated.budgets, ...annotated.problems].map(keyOf),
  );
  return {
    budgets: [
      ...own.map(each =>
        stated.has(keyOf(each)) ? { ...each, overrulesAnnotation: true } : each,
      ),
      ...annotated.budgets.filter(each => !decided.has(keyOf(each))),
      ...(await readClusterBudgets(context, clusterIds)),
    ],
    problems: annotated.problems,
  };
}

/** A budget in the terms of configuration. */
export function toKnownBudgets(
  budgets: readonly ConfiguredBudget[],
  idsOf: (name: string) => readonly string[],
): KnownBudget[] {
  return budgets.flatMap(budget => {
    const { owner, system, component, cluster } = budget;
    const common = {
      source: 'configuration' as const,
      ...(budget.currency !== undefined && { money: budget.currency }),
      budget: {
        limit: budget.limit,
        period: budget.period,
        ...(budget.thresholds && { thresholds: budget.thresholds }),
      },
    };
    if (cluster !== undefined) {
      return idsOf(cluster).map(id => ({
        ...common,
        of: 'cluster' as const,
        key: id,
        name: cluster,
      }));
    }
    for (const [of, key] of Object.entries({ owner, system, component })) {
      if (key !== undefined) {
        return [{ ...common, of: of as KnownBudget['of'], key, name: key }];
      }
    }
    return [];
  });
}

/**
 * Thresholds of whole clusters that cost tools have. A budget of a part of a cluster, or
 * of several, is none of these, and is shown with the cluster's allocations.
 */
export async function readClusterBudgets(
  context: ReadContext,
  clusterIds: readonly string[],
): Promise<KnownBudget[]> {
  const { knex } = context;
  const budgets: KnownBudget[] = [];
  for (let start = 0; start < clusterIds.length; start += 500) {
    const query = knex('fact')
      .join('cluster', 'cluster.id', 'fact.subject')
      .where('fact.type', 'budget')
      .whereNull('fact.unreadable')
      .whereIn('fact.subject', clusterIds.slice(start, start + 500));
    const rows: Row[] = await inScope(context, query, 'fact')
      .orderBy('fact.id')
      .select('fact.subject', 'fact.data', 'cluster.name');
    for (const { subject, data, name } of rows) {
      const fact: BudgetFact = JSON.parse(data);
      const isOfPart =
        fact.namespaces.length > 0 ||
        fact.selectors.length > 0 ||
        fact.clusters.length > 1;
      if (isOfPart || fact.interval === 'unknown') continue;
      budgets.push({
        source: 'cost-tool',
        of: 'cluster',
        key: subject,
        name,
        ...(fact.currency !== undefined && { money: fact.currency }),
        budget: {
          limit: fact.limit,
          period: PERIODS[fact.interval],
          ...(fact.thresholds.length > 0 && { thresholds: fact.thresholds }),
        },
      });
    }
  }
  return budgets;
}
