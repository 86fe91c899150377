import {
  backtestForecast,
  forecastSpan,
  periodOf,
  type CostPeriod,
  type DailyCost,
  type Forecast,
  type ForecastInput,
  type PastError,
} from '@fleetview/backstage-plugin-fleet-common';
import { createHash } from 'node:crypto';
import { sinceSpent } from './toRows';

/** Forecasts that are kept: of rows of some pages. */
const MOST = 2_000;

/**
 * What was computed by what it was computed from. Days change once a day, pages are read
 * all day, and a forecast costs more than all else of a page.
 */
class Remembered<I, O> {
  readonly #compute: (input: I) => O;
  readonly #known = new Map<string, O>();

  constructor(compute: (input: I) => O) {
    this.#compute = compute;
  }

  of(input: I): O {
    const key = createHash('sha256')
      .update(JSON.stringify(input))
      .digest('hex');
    const isKnown = this.#known.has(key);
    const result = isKnown ? (this.#known.get(key) as O) : this.#compute(input);
    // The one that was not asked for longest goes first.
    this.#known.delete(key);
    this.#known.set(key, result);
    if (this.#known.size > MOST) {
      for (const oldest of this.#known.keys()) {
        this.#known.delete(oldest);
        break;
      }
    }
    return result;
  }
}

const forecasts = new Remembered<
  { period: CostPeriod; input: ForecastInput },
  Forecast
>(({ period, input }) => forecastSpan(periodOf(period, input.today), input));
const errors = new Remembered<
  Pick<ForecastInput, 'history' | 'today'>,
  PastError | undefined
>(input => backtestForecast(input));

/** A forecast of the week, month or quarter of today; the same input has the same. */
export function forecastOf(
  input: ForecastInput,
  period: CostPeriod = 'month',
): Forecast {
  return forecasts.of({ period, input });
}

/**
 * A forecast of the month for a whole, with how far those of past months were off: pages and
 * what owners are told have the same.
 */
export function forecastOfWhole(options: {
  history: readonly DailyCost[];
  today: string;
  money: string;
}): { forecast: Forecast; past?: PastError } {
  const { today, money } = options;
  const history = sinceSpent(options.history);
  const past = errors.of({ history, today });
  const forecast = forecastOf({
    history,
    today,
    seed: money,
    ...(past?.weighted !== undefined && { pastError: past.weighted }),
  });
  return { forecast, ...(past && { past }) };
}

/**
 * The same for the week, month or quarter of a budget. How far forecasts were off is known of
 * months alone.
 */
export function forecastOfBudget(
  period: CostPeriod,
  options: { history: readonly DailyCost[]; today: string; money: string },
): Forecast {
  if (period === 'month') return forecastOfWhole(options).forecast;
  const { history, today, money } = options;
  return forecastOf(
    { history: sinceSpent(history), today, seed: money },
    period,
  );
}
