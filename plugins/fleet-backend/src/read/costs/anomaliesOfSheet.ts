import {
  addDays,
  anomaliesOf,
  isWhole,
  likelyCauses,
  type Anomaly,
  type CostEvent,
  type CostSheet,
  type DailyCost,
} from '@fleetview/backstage-plugin-fleet-common';
import { defined } from '../types';
import type { SheetOptions } from './toSheet';
import { rowKey, sinceSpent } from './toRows';

/** So many days are judged: five weeks, of which each weekday has some before it. */
const DAYS = 35;
const ITEMS = 20;
const PARTS = 3;
/** Of each kind, so that none hides the others. */
const CAUSES = 2;
const WEEK = 7;
const WEEKS = 8;

/** What happened on a day that stands out, and shortly before it. */
export type EventsOf = (
  anomaly: Anomaly,
  /** How many newer ones there are. */
  newer: number,
) => Promise<CostEvent[]>;

/** Days that stand out, with the rows that differ most and what may be why. */
export async function anomaliesOfSheet({
  history,
  rows,
  today,
  anomalyFloor,
  nameOf,
  eventsOf,
}: SheetOptions): Promise<CostSheet['anomalies']> {
  const { anomalies, judgedDays, unjudged } = anomaliesOf(
    sinceSpent(history),
    { first: addDays(today, -DAYS), last: addDays(today, -1) },
    { floor: anomalyFloor },
  );
  const newest = [...anomalies].reverse().slice(0, ITEMS);
  const items: CostSheet['anomalies']['items'] = [];
  for (const [newer, anomaly] of newest.entries()) {
    const sign = anomaly.direction === 'more' ? 1 : -1;
    const parts = rows
      .map(row => ({ row, difference: differenceOn(row.days, anomaly.day) }))
      .filter(({ difference }) => sign * difference > 0)
      .sort(
        (a, b) =>
          sign * (b.difference - a.difference) ||
          (rowKey(a.row) < rowKey(b.row) ? -1 : 1),
      )
      .slice(0, PARTS);
    const events = await eventsOf(anomaly, newer);
    items.push(
      defined({
        ...anomaly,
        parts: parts.map(({ row, difference }) => ({
          key: row.key,
          name: row.share || nameOf(row),
          difference,
        })),
        causes: nearestOfKinds(likelyCauses(anomaly, events)),
      }),
    );
  }
  return { items, judgedDays, unjudgedDays: unjudged.length };
}

/** The nearest of each kind, as they come: what is known of a day alone comes before what is known to the second. */
function nearestOfKinds<Cause extends { kind: string }>(
  causes: readonly Cause[],
): Cause[] {
  const counts = new Map<string, number>();
  return causes.filter(({ kind }) => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return count <= CAUSES;
  });
}

/**
 * What a day cost more than the median of the same weekday in the weeks before. Days in part
 * say nothing of it.
 */
function differenceOn(days: readonly DailyCost[], day: string): number {
  const byDay = new Map(days.map(each => [each.day, each]));
  const figure = byDay.get(day);
  if (!figure || !isWhole(figure)) return 0;
  const { cost } = figure;
  const figures = Array.from({ length: WEEKS }, (_, index) =>
    byDay.get(addDays(day, -(index + 1) * WEEK)),
  ).filter(each => each !== undefined);
  // It was not there before.
  if (figures.length === 0) return cost;
  const past = figures
    .filter(isWhole)
    .map(each => each.cost)
    .sort((a, b) => a - b);
  if (past.length === 0) return 0;
  const middle = (past.length - 1) / 2;
  const usual = (past[Math.floor(middle)] + past[Math.ceil(middle)]) / 2;
  return cost - usual;
}
