import { costByDay, type DailyCost, isWhole } from '../series/DailyCost';
import { dayNumber, daysOf, type DaySpan } from '../series/days';
import { median, medianDeviation } from '../statistics/quantile';

const WEEK = 7;
/**
 * The 0.75 quantile of the standard normal distribution: with it the median absolute
 * deviation of normal data is their standard deviation.
 */
const NORMAL = 0.6745;

/** @public */
export type AnomalySettings = {
  /**
   * What a day has to differ by to be worth a word, in units of the currency. There is no
   * amount that is right for everybody.
   */
  floor: number;
  /** What the modified z-score has to exceed. 3.5 where absent. */
  threshold?: number;
  /** How many weeks before a day it is compared with. 8 where absent. */
  weeks?: number;
  /** How many of the same weekday have to be known among them. 4 where absent. */
  leastDays?: number;
};

/**
 * A day that cost more or less than the same weekday does.
 *
 * @public
 */
export type Anomaly = {
  day: string;
  direction: 'more' | 'less';
  cost: number;
  /** The median of the same weekday in the weeks before. */
  usual: number;
  difference: number;
  /** The median absolute deviation of them. */
  spread: number;
  /** Absent where they were all alike, so that there is nothing to measure by. */
  score?: number;
  /** How many there were. */
  comparedDays: number;
};

/**
 * Why a day could not be judged.
 *
 * @public
 */
export type UnjudgedDay = {
  day: string;
  /**
   * - `missing`: it has no figure
   * - `in-part`: its figure lacks a part
   * - `few-days`: too few of its weekday are known before it
   */
  why: 'missing' | 'in-part' | 'few-days';
};

/**
 * What is unusual about the days of a span. Days that could not be judged are not usual
 * ones.
 *
 * @public
 */
export type Anomalies = {
  anomalies: Anomaly[];
  judgedDays: number;
  unjudged: UnjudgedDay[];
};

/**
 * Whether a cost stands out from others: by the modified z-score
 * 0.6745 · (x − median) / MAD (Iglewicz and Hoaglin, How to Detect and Handle Outliers,
 * 1993), and by what it differs by. Where at least half of the others are alike the MAD
 * is 0, and the amount alone decides.
 *
 * @param past - at least one
 */
export function standsOut(
  cost: number,
  past: readonly number[],
  { floor, threshold = 3.5 }: Pick<AnomalySettings, 'floor' | 'threshold'>,
): Omit<Anomaly, 'day' | 'comparedDays'> | undefined {
  const usual = median(past)!;
  const spread = medianDeviation(past, usual)!;
  const difference = cost - usual;
  const score = spread > 0 ? (NORMAL * difference) / spread : undefined;
  if (Math.abs(difference) <= floor) return undefined;
  if (score !== undefined && Math.abs(score) <= threshold) return undefined;
  return {
    direction: difference > 0 ? 'more' : 'less',
    cost,
    usual,
    difference,
    spread,
    ...(score !== undefined && { score }),
  };
}

/**
 * Days of a span that differ from the same weekday in the weeks before. A day is only ever
 * compared with days before it, so that what is said of it does not change later.
 *
 * @param history - days in one currency, in any order, with the weeks before the span
 * @param span - days that are over
 * @throws RangeError - if a day is not one, or is there twice
 * @public
 */
export function anomaliesOf(
  history: readonly DailyCost[],
  span: DaySpan,
  settings: AnomalySettings,
): Anomalies {
  const { weeks = 8, leastDays = 4 } = settings;
  const byDay = costByDay(history);
  const found: Anomalies = { anomalies: [], judgedDays: 0, unjudged: [] };
  daysOf(span).forEach(day => {
    const number = dayNumber(day);
    const figure = byDay.get(number);
    if (!figure || !isWhole(figure)) {
      found.unjudged.push({ day, why: figure ? 'in-part' : 'missing' });
      return;
    }
    const past = Array.from({ length: weeks }, (_, index) =>
      byDay.get(number - (index + 1) * WEEK),
    ).flatMap(each => (each && isWhole(each) ? each.cost : []));
    if (past.length === 0 || past.length < leastDays) {
      found.unjudged.push({ day, why: 'few-days' });
      return;
    }
    found.judgedDays += 1;
    const anomaly = standsOut(figure.cost, past, settings);
    if (anomaly) {
      found.anomalies.push({ day, ...anomaly, comparedDays: past.length });
    }
  });
  return found;
}
