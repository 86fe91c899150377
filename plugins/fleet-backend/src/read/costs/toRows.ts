import type {
  CostRowKind,
  DailyCost,
} from '@fleetview/backstage-plugin-fleet-common';
import type { DayCounter } from './DayCounter';
import type { RowCluster } from './readRowClusters';
import type { RowDay } from './readRowDays';
import type { SilentOfRow } from './readSilentOfRows';

/** A row before anything is judged. */
export type PlainRow = {
  key: string;
  /** Of what is of nobody; else empty. */
  share: string;
  clusterIds: string[];
  /** Of all days that were told of, with nothing spent where it was not there. */
  days: DailyCost[];
  /** Of the days that were asked for. */
  cost: number;
};

/** Tells rows apart. */
export function rowKey({ key, share }: { key: string; share: string }): string {
  return `${share}/${key}`;
}

/** Rows of one currency, the dearest first. */
export function toRows(options: {
  money: string;
  by: CostRowKind;
  rowDays: readonly RowDay[];
  rowClusters: readonly RowCluster[];
  counter: DayCounter;
  silentOf: SilentOfRow;
  /** The first day that was asked for, as `YYYY-MM-DD`. */
  since: string;
}): PlainRow[] {
  const { money, rowDays, rowClusters, counter, silentOf, since } = options;
  const rows = new Map<
    string,
    {
      key: string;
      share: string;
      costs: Map<number, number>;
      clusterIds: string[];
    }
  >();
  const rowOf = (named: { key: string; share: string }) => {
    const name = rowKey(named);
    const { key, share } = named;
    const row = rows.get(name) ?? {
      key,
      share,
      costs: new Map<number, number>(),
      clusterIds: [],
    };
    rows.set(name, row);
    return row;
  };
  for (const { key, rowShare: share, day, cost, ...each } of rowDays) {
    if (each.money !== money) continue;
    const { costs } = rowOf({ key, share });
    costs.set(day, (costs.get(day) ?? 0) + cost);
  }
  for (const each of rowClusters) {
    if (each.money === money) rowOf(each).clusterIds.push(each.clusterId);
  }
  return [...rows.values()]
    .filter(({ costs }) => costs.size > 0)
    .map(({ key, share, costs, clusterIds }) => {
      const silent = silentOf({ key, share });
      const days = counter.seriesOf({ costs, clusterIds, money, silent });
      const cost = days
        .filter(({ day }) => day >= since)
        .reduce((sum, each) => sum + each.cost, 0);
      return { key, share, clusterIds, days, cost };
    })
    .sort((a, b) => b.cost - a.cost || (rowKey(a) < rowKey(b) ? -1 : 1));
}

/** The days from the first on which anything was spent: what was not there yet is no history. */
export function sinceSpent(days: readonly DailyCost[]): DailyCost[] {
  const first = days.findIndex(({ cost }) => cost !== 0);
  return first < 0 ? [] : days.slice(first);
}
