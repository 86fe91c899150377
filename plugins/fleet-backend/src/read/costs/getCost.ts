import { InputError } from '@backstage/errors';
import {
  addDays,
  coverageOfSpend,
  dayNumber,
  dayOf,
  periodOf,
  type CostQuery,
  type CostRowKind,
  type CostSheet,
  type FleetCost,
} from '@fleetview/backstage-plugin-fleet-common';
import type { CostSettings } from '../../config/costSchema';
import { DAY_MS } from '../../history/retention';
import { readFleetCoverage } from '../fleetCoverage';
import { readClusterNames } from '../readClusterNames';
import { limitedInScope } from '../scopes';
import { defined, toTime, type ReadContext } from '../types';
import type { KnownBudget } from './budgetsOf';
import { DayCounter } from './DayCounter';
import { estimatedDaysOf } from './estimatedDaysOf';
import { problemsOfFilter } from './problemsOfFilter';
import { readBudgets } from './readBudgets';
import { readClusterDays, type ClusterDay } from './readClusterDays';
import { readCostEvents } from './readCostEvents';
import { readEstimated } from './readEstimated';
import { readNodeChanges } from './readNodeChanges';
import { readRowClusters, type RowCluster } from './readRowClusters';
import type { RowDay } from './readRowDays';
import { readScalings } from './readScalings';
import { readSpending } from './readSpending';
import type { ToldCluster } from './readTold';
import { readWhoTold } from './readWhoTold';
import { seesInPart } from './seesInPart';
import type { CostFilter } from './selectSeries';
import { sourcesOf } from './sourcesOf';
import { HISTORY_DAYS } from './standingOfBudget';
import { toRows, type PlainRow } from './toRows';
import { toSheet } from './toSheet';

/** So many days are told where nobody says how many. */
const DAYS = 90;
/**
 * Weeks to compare a day with, and on any day all of the last month and of the one before
 * it, which begins at most 91 days ago.
 */
const ROW_DAYS = 92;
/** What is used well is looked at over so many days. */
const USAGE_DAYS = 7;
/** What a cluster spent last is looked for in so many days. */
const LAST_DAYS = 31;
const SILENT = 200;
/** Of the newest days that stand out it is measured what scaled: that reads all that a day cost. */
const MEASURED = 3;
/** Of rows and days: about 300 MB. */
const FIGURES = 2_000_000;

/** What is spent, by day, and what will be. */
export async function getCost(
  context: ReadContext,
  query: CostQuery,
  settings: CostSettings,
): Promise<FleetCost> {
  const { by = 'component', days = DAYS, ...filter } = query;
  const today = dayOf(Math.floor(context.now / DAY_MS));
  const span = { first: addDays(today, -days), last: addDays(today, -1) };
  const back = (count: number) => ({
    first: dayNumber(today) - count,
    last: dayNumber(today) - 1,
  });
  const rowClusters = await readRowClusters(context, filter, by);
  refuseTooMany(rowClusters, days);
  const clusterIds = [...new Set(rowClusters.map(each => each.clusterId))];
  const history = back(Math.max(days, HISTORY_DAYS));
  const rowSpan = back(Math.max(days, ROW_DAYS));
  // What was told does not rest on what was spent, nor that on it: none waits for the other.
  const [{ told, silent, silentOf }, { rowDays, daily, usage }] =
    await Promise.all([
      readWhoTold(context, filter, {
        by,
        today: dayNumber(today),
        rowClusters,
        history,
      }),
      readSpending(context, filter, {
        by,
        history,
        rowSpan,
        usageSpan: back(USAGE_DAYS),
      }),
    ]);
  const month = {
    first: dayNumber(periodOf('month', today).first),
    last: dayNumber(today) - 1,
  };
  const isEstimated = [...told.values()].some(({ days: each }) =>
    each.some(day => day.isEstimated && day.day >= month.first),
  );
  const estimated = isEstimated
    ? await readEstimated(context, filter, told, month)
    : new Map<string, number>();
  const ofClusters = await readClusterDays(context, filter, [
    ...new Set(
      [...told.values()].flatMap(each => [
        ...lastDaysOf(each, dayNumber(today)).values(),
      ]),
    ),
  ]);
  const names = await readClusterNames(context, clusterIds);
  // Of who may see a part only it is not known what the whole comes to.
  const { budgets, problems } = seesInPart(context)
    ? { budgets: [], problems: [] }
    : await readBudgets(context, settings.budgets, clusterIds);
  const whole = new DayCounter(told, history);
  const ofRows = new DayCounter(told, rowSpan);
  const sheets: CostSheet[] = [];
  for (const [money, costs] of byClusters(daily, told)) {
    const ofMoney = clusterIds.filter(id => told.get(id)?.since.has(money));
    sheets.push(
      await toSheet({
        money,
        by,
        today,
        since: span.first,
        history: whole.seriesOf({
          costs,
          clusterIds: ofMoney,
          money,
          silent: silent.length,
        }),
        rows: toRows({
          money,
          by,
          rowDays,
          rowClusters,
          counter: ofRows,
          silentOf,
          since: span.first,
        }),
        usage: usage.filter(each => each.money === money),
        usageSpan: { first: addDays(today, -USAGE_DAYS), last: span.last },
        budgets: budgetsOfFilter(budgets, filter),
        budgetsOfRow: row =>
          isRowWhole(by, filter)
            ? budgets.filter(({ of, key }) => of === by && key === row.key)
            : [],
        nameOf: row => nameOf(row, by, names),
        anomalyFloor: settings.anomalies.floor,
        eventsOf: async (anomaly, newer) => [
          ...(await readCostEvents(context, filter, dayNumber(anomaly.day))),
          ...(newer < MEASURED
            ? await readScalings(context, filter, { money, anomaly })
            : []),
          ...(newer < MEASURED
            ? await readNodeChanges(context, filter, { money, anomaly })
            : []),
        ],
        shares: sharesOf(rowDays, money, month),
        spend: spendOf(ofClusters, {
          money,
          clusters: ofMoney.flatMap(id => {
            const cluster = told.get(id);
            // What left, or is told in another currency, is expected no more.
            return cluster && isExpected(cluster, money, dayNumber(today) - 1)
              ? [cluster]
              : [];
          }),
          today: dayNumber(today),
          silent: silent.length,
        }),
        estimatedCost: estimated.get(money) ?? 0,
        estimatedDaysIn: of => estimatedDaysOf(told, money, of),
      }),
    );
  }
  return defined({
    asOf: toTime(context.now) as string,
    today,
    by,
    span,
    since: firstDay(told),
    sheets,
    sources: await sourcesOf(context, [...told.values()], span),
    silent: silent.slice(0, SILENT),
    ...problemsOfFilter(problems, filter),
    coverage: await readFleetCoverage(context, [
      ...clusterIds,
      ...silent.map(({ id }) => id),
    ]),
    ...limitedInScope(context, 'allocations'),
  });
}

/** The currency of most clusters first. */
function byClusters(
  daily: ReadonlyMap<string, Map<number, number>>,
  told: ReadonlyMap<string, ToldCluster>,
): [string, Map<number, number>][] {
  const clusters = (money: string) =>
    [...told.values()].filter(
      ({ since, ended }) => since.has(money) && !ended.has(money),
    ).length;
  return [...daily].sort(
    ([a], [b]) => clusters(b) - clusters(a) || (a < b ? -1 : 1),
  );
}

function firstDay(told: ReadonlyMap<string, ToldCluster>): string | undefined {
  const days = [...told.values()].flatMap(({ since }) => [...since.values()]);
  return days.length > 0
    ? dayOf(days.reduce((first, day) => Math.min(first, day)))
    : undefined;
}

/**
 * Each row has a figure of each day.
 *
 * @throws InputError - if that are more than the portal can hold
 */
function refuseTooMany(rows: readonly RowCluster[], days: number): void {
  const count = new Set(rows.map(({ key, share }) => `${share}/${key}`)).size;
  if (count * Math.max(days, ROW_DAYS) <= FIGURES) return;
  throw new InputError(
    `There are ${count} rows of ${days} days. Ask for fewer days, for rows of another kind, or for one owner, system, region or cluster.`,
  );
}

/** What may be asked for without leaving out any part of a row. */
const WITHOUT_PARTS: Partial<Record<CostRowKind, readonly string[]>> = {
  component: ['owner', 'system', 'component'],
  cluster: ['cluster', 'region', 'provider'],
  owner: ['owner'],
  system: ['system'],
};

/** Whether rows are all of what they are of, whatever was asked for. */
function isRowWhole(by: CostRowKind, filter: CostFilter): boolean {
  return Object.entries(filter).every(
    ([key, values]) =>
      !values?.length || WITHOUT_PARTS[by]?.includes(key) === true,
  );
}

/** A budget is of one thing: it says nothing of two, or of a part of one. */
function budgetsOfFilter(
  budgets: readonly KnownBudget[],
  filter: CostFilter,
): KnownBudget[] {
  const narrowed = Object.entries(filter).filter(
    ([, values]) => values !== undefined && values.length > 0,
  );
  if (narrowed.length !== 1) return [];
  const [[of, values]] = narrowed;
  if (values.length !== 1) return [];
  return budgets.filter(each => each.of === of && each.key === values[0]);
}

function nameOf(
  { key }: PlainRow,
  by: CostRowKind,
  names: ReadonlyMap<string, string>,
): string {
  if (by === 'cluster') return names.get(key) ?? key;
  if (by !== 'namespace') return key;
  const slash = key.indexOf('/');
  const cluster = key.slice(0, slash);
  return slash < 0
    ? key
    : `${names.get(cluster) ?? cluster}/${key.slice(slash + 1)}`;
}

function sharesOf(
  rowDays: readonly RowDay[],
  money: string,
  { first, last }: { first: number; last: number },
): CostSheet['shares'] {
  const sums = new Map<RowDay['share'], number>();
  for (const each of rowDays) {
    if (each.money !== money || each.day < first || each.day > last) continue;
    sums.set(each.share, (sums.get(each.share) ?? 0) + each.cost);
  }
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([share, cost]) => ({ share, cost }));
}

/** The last whole day of a cluster in each currency, where that is not too long ago. */
function lastDaysOf({ days }: ToldCluster, today: number): Map<string, number> {
  return new Map(
    days.flatMap(({ money, day, isWhole }) =>
      isWhole && day >= today - LAST_DAYS ? [[money, day]] : [],
    ),
  );
}

function isExpected(
  { until = Infinity, ended }: ToldCluster,
  money: string,
  day: number,
): boolean {
  return until >= day && (ended.get(money) ?? Infinity) >= day;
}

/** How much of what is spent yesterday is of. */
function spendOf(
  costs: readonly ClusterDay[],
  options: {
    money: string;
    clusters: readonly ToldCluster[];
    today: number;
    silent: number;
  },
): CostSheet['spend'] {
  const { money, clusters, today, silent } = options;
  const keyOf = (clusterId: string, day: number) => `${clusterId}/${day}`;
  const spent = new Map(
    costs
      .filter(each => each.money === money)
      .map(each => [keyOf(each.clusterId, each.day), each.cost]),
  );
  return coverageOfSpend([
    ...clusters.map(cluster => {
      const last = lastDaysOf(cluster, today).get(money);
      if (last === undefined) return {};
      const cost = spent.get(keyOf(cluster.clusterId, last)) ?? 0;
      return { lastKnown: cost, ...(last === today - 1 && { cost }) };
    }),
    ...Array.from({ length: silent }, () => ({})),
  ]);
}
