import { median } from '../statistics/quantile';
import { type HoltWintersState, smooth, type Smoothing } from './holtWinters';
import type { Observed } from './Model';

export const WEEK = 7;

type KnownDay = { at: number; cost: number };

function meanOf(values: readonly number[]): number {
  return values.reduce((all, each) => all + each, 0) / values.length;
}

function byWeekday(observed: Observed): KnownDay[][] {
  const weekdays: KnownDay[][] = Array.from({ length: WEEK }, () => []);
  observed.forEach((cost, at) => {
    if (cost !== undefined) weekdays[at % WEEK].push({ at, cost });
  });
  return weekdays;
}

/**
 * How much more each day costs than the one before, by least squares with a level for each
 * weekday: the slope of costs less the mean of their weekday (Frisch and Waugh 1933), which
 * is that of the joint regression. 0 where no weekday is known twice.
 */
export function steadySlope(observed: Observed): number {
  let product = 0;
  let square = 0;
  for (const days of byWeekday(observed)) {
    const at = meanOf(days.map(each => each.at));
    const cost = meanOf(days.map(each => each.cost));
    for (const each of days) {
      product += (each.at - at) * (each.cost - cost);
      square += (each.at - at) ** 2;
    }
  }
  return square === 0 ? 0 : product / square;
}

/**
 * The same by the median of what days differ by from the same weekday of the week before:
 * what most weeks have in common. A step, of which the line above would make a trend,
 * differs from the week before for seven days only.
 */
export function usualSlope(observed: Observed): number {
  const differences = observed.flatMap((cost, at) => {
    const before = observed[at - WEEK];
    return cost === undefined || before === undefined ? [] : cost - before;
  });
  return (median(differences) ?? 0) / WEEK;
}

/**
 * A level for each weekday, by the mean of what is known of it less the trend: what
 * smoothing starts from. All of the history is used, and not only its first two weeks,
 * so that gaps at its beginning do no harm.
 *
 * @param observed - with each weekday at least once
 * @returns the state before the first day
 */
export function weekLine(observed: Observed, trend: number): HoltWintersState {
  const levels = byWeekday(observed).map(days =>
    meanOf(days.map(({ at, cost }) => cost - trend * (at + 1))),
  );
  const level = meanOf(levels);
  return { level, trend, season: levels.map(each => each - level), place: 0 };
}

const STANDING_STILL: Smoothing = { alpha: 0, beta: 0, gamma: 0 };

/**
 * The same with the level of the first seven known days rather than of all. A level that
 * follows is on its way from there; the mean of before and after a step was never right.
 */
export function fromFirstWeek(
  line: HoltWintersState,
  observed: Observed,
): HoltWintersState {
  const { expected } = smooth(line, observed, STANDING_STILL);
  const errors = observed
    .flatMap((value, at) => (value === undefined ? [] : value - expected[at]))
    .slice(0, WEEK);
  return { ...line, level: line.level + meanOf(errors) };
}
