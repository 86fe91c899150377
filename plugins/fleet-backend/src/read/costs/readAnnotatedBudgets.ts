import {
  parseBudget,
  type FleetCost,
} from '@fleetview/backstage-plugin-fleet-common';
import type { BudgetTarget } from '../../config/costSchema';
import type { ReadContext, Row } from '../types';
import type { KnownBudget } from './budgetsOf';

type Told = NonNullable<FleetCost['budgetProblems']>[number];

/** What is wrong with the budget that an entity states, and of what it would be. */
export type ProblemOfBudget = Told & { of: BudgetTarget; key: string };

/**
 * What annotations of the catalog state that may be spent. A cluster that was merged into
 * another one has its budget there; one that is not known has none. Where that makes
 * several of one cluster, none of them decides, also before the catalog is read again.
 */
export async function readAnnotatedBudgets({ knex }: ReadContext): Promise<{
  budgets: KnownBudget[];
  problems: ProblemOfBudget[];
}> {
  const rows: Row[] = await knex('entity_budget')
    .leftJoin('cluster_alias', join =>
      join
        .on('cluster_alias.id', 'entity_budget.key')
        .andOnVal('entity_budget.target', 'cluster'),
    )
    .leftJoin('cluster', join =>
      join
        .on(
          'cluster.id',
          knex.raw('coalesce(cluster_alias.cluster_id, entity_budget.key)'),
        )
        .andOnVal('entity_budget.target', 'cluster'),
    )
    .orderBy('entity_budget.ref')
    .select(
      'entity_budget.*',
      'cluster.id as cluster_id',
      'cluster.name as cluster_name',
    );
  const stated = new Map<string, number>();
  for (const { target, cluster_id: id } of rows) {
    if (target === 'cluster' && id !== null) {
      stated.set(id, (stated.get(id) ?? 0) + 1);
    }
  }
  const budgets: KnownBudget[] = [];
  const problems: ProblemOfBudget[] = [];
  for (const row of rows) {
    const { ref, value, thresholds } = row;
    const of: BudgetTarget = row.target;
    if (of === 'cluster' && row.cluster_id === null) continue;
    const key: string = of === 'cluster' ? row.cluster_id : row.key;
    const isContested =
      row.contested || (of === 'cluster' && (stated.get(key) ?? 0) > 1);
    const read = isContested
      ? { problem: 'contested' as const }
      : parseBudget(value, thresholds ?? undefined);
    if ('problem' in read) {
      problems.push({
        entity: ref,
        value,
        ...(thresholds !== null && { thresholds }),
        problem: read.problem,
        of,
        key,
      });
      continue;
    }
    const { currency, ...budget } = read.budget;
    budgets.push({
      source: 'annotation',
      of,
      key,
      name: of === 'cluster' ? row.cluster_name : key,
      money: currency,
      budget,
    });
  }
  return { budgets, problems };
}
