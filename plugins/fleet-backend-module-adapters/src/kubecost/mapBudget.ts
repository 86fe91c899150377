import {
  boundedName,
  type BudgetFact,
  type SubjectReference,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  factBase,
  type Mapped,
  type PollContext,
  timeOf,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { readSelectors } from './readSelectors';
import type { BudgetItem } from './schema';

const MAX_THRESHOLDS = 20;
const MAX_CURRENCY = 16;
const INTERVALS = ['weekly', 'monthly'] as const;

function subjectOf(
  clusters: readonly string[],
  clusterId: string | undefined,
): SubjectReference {
  // A budget of several clusters, or of all, is of none of them.
  if (clusters.length !== 1) return { type: 'none' };
  const [name] = clusters;
  return name === clusterId
    ? { type: 'observer' }
    : { type: 'reference', name };
}

function windowOf(window: { start: string; end: string } | undefined) {
  const start = timeOf(window?.start);
  const end = timeOf(window?.end);
  return start && end ? { start, end } : undefined;
}

/** How much may be spent in a recurring span of time, and how much is. */
export function mapBudget(
  { budget, settings }: BudgetItem,
  context: PollContext,
): Mapped {
  const selectors = readSelectors(budget.values);
  const fact: BudgetFact = withoutUndefined({
    ...factBase(
      context,
      { labels: {}, annotations: {} },
      { subject: subjectOf(selectors.clusters, settings.clusterId) },
    ),
    type: 'budget',
    engine: 'kubecost',
    name: boundedName(budget.name),
    ...selectors,
    interval:
      INTERVALS.find(interval => interval === budget.interval) ?? 'unknown',
    limit: budget.spendLimit,
    spent: budget.currentSpend,
    currency:
      settings.currency &&
      boundedName(settings.currency).slice(0, MAX_CURRENCY),
    thresholds: [
      ...new Set(budget.actions.map(({ percentage }) => percentage)),
    ]
      .sort((a, b) => a - b)
      .slice(0, MAX_THRESHOLDS),
    window: windowOf(budget.window),
  });
  return { facts: [fact] };
}
