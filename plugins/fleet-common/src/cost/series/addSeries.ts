import { sum } from '../statistics/quantile';
import { type CostByDay, costByDay, type DailyCost } from './DailyCost';
import { dayNumber, dayOf, type DaySpan, lengthOf } from './days';

/**
 * What one thing costs by day, e.g. a cluster, or a component on one.
 *
 * @public
 */
export type CostPart = {
  /** ISO 4217. Absent where nobody says it, which is a currency of its own. */
  currency?: string;
  days: readonly DailyCost[];
  /** From when on it should have a figure: from its first one where absent. */
  since?: string;
  /** Until when it should have one, that day included: for good where absent. */
  until?: string;
};

/**
 * Costs by day in one currency.
 *
 * @public
 */
export type CurrencySeries = { currency?: string; days: DailyCost[] };

type Part = {
  byDay: CostByDay;
  since: number;
  until: number;
  /** Of how many things it is. */
  size: number;
  /** Of how many of them there is no figure on any day. */
  silent: number;
};

function toPart({ days, since, until }: CostPart): Part {
  const byDay = costByDay(days);
  const coverages = [...byDay.values()].map(
    ({ coverage }) => coverage ?? { known: 1, expected: 1 },
  );
  const [first] = byDay.keys();
  const size = Math.max(1, ...coverages.map(({ expected }) => expected));
  return {
    byDay,
    since: since === undefined ? first ?? -Infinity : dayNumber(since),
    until: until === undefined ? Infinity : dayNumber(until),
    size,
    // One that has never had a figure is expected, and nothing of it is known.
    silent: byDay.size === 0 ? size : leastSilent(coverages),
  };
}

function leastSilent(coverages: readonly { silent?: number }[]): number {
  return Math.min(...coverages.map(({ silent = 0 }) => silent));
}

function sumOfDay(parts: readonly Part[], number: number): DailyCost[] {
  const costs: number[] = [];
  const coverage = { known: 0, expected: 0, silent: 0 };
  for (const part of parts) {
    const figure = part.byDay.get(number);
    const {
      known,
      expected,
      silent = 0,
    } = figure?.coverage ?? {
      known: 1,
      expected: 1,
    };
    if (figure) {
      costs.push(figure.cost);
      coverage.known += known;
      coverage.expected += expected;
      coverage.silent += silent;
    } else if (number >= part.since && number <= part.until) {
      coverage.expected += part.size;
      coverage.silent += part.silent;
    }
  }
  if (costs.length === 0) return [];
  const { silent, ...counts } = coverage;
  return [
    {
      day: dayOf(number),
      cost: sum(costs),
      coverage: { ...counts, ...(silent > 0 && { silent }) },
    },
  ];
}

/**
 * Adds up what parts cost by day, each currency apart: two currencies make no sum. A day
 * that a part lacks is the sum of the others, and says in its coverage that it is not
 * whole; a day that all lack is not in the sum.
 *
 * Parts that have no figure at all are expected of the sum of every currency, as nobody
 * knows which is theirs, unless they say so.
 *
 * @returns by currency, in the order of their names
 * @public
 */
export function addSeries(
  parts: readonly CostPart[],
  span: DaySpan,
): CurrencySeries[] {
  const first = dayNumber(span.first);
  const days = lengthOf(span);
  const read = parts.map(part => ({
    currency: part.currency,
    part: toPart(part),
  }));
  const isUnknown = (each: (typeof read)[number]) =>
    each.currency === undefined && each.part.byDay.size === 0;
  const currencies = new Set(
    read.filter(each => !isUnknown(each)).map(({ currency }) => currency),
  );
  return [...currencies].sort().flatMap(currency => {
    const ofIt = read
      .filter(each => isUnknown(each) || each.currency === currency)
      .map(({ part }) => part);
    const sums = Array.from({ length: days }, (_, index) =>
      sumOfDay(ofIt, first + index),
    ).flat();
    if (sums.length === 0) return [];
    return [{ ...(currency !== undefined && { currency }), days: sums }];
  });
}
