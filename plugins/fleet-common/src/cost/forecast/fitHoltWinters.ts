import {
  type HoltWintersState,
  nextOf,
  smooth,
  type Smoothing,
  step,
} from './holtWinters';
import { centred, type Fit, knownOf, type Model, type Observed } from './Model';
import {
  fromFirstWeek,
  steadySlope,
  usualSlope,
  WEEK,
  weekLine,
} from './weekLine';

type Candidate = { smoothing: Smoothing; hasTrend: boolean };

const ALPHAS = [0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9];
/** A trend that follows one dear day quickly is a month's end that is far off. */
const BETAS = [0, 0.05, 0.1, 0.2];
const GAMMAS = [0, 0.05, 0.1, 0.2, 0.4];
/** Smaller than what rounding leaves of a course that is met exactly, in parts of its costs. */
const EXACT = 1e-9;

/** Those with fewer parameters first. */
const CANDIDATES: readonly Candidate[] = [false, true]
  .flatMap(hasTrend =>
    ALPHAS.flatMap(alpha =>
      // A trend only changes with the level, and none does not change.
      (hasTrend && alpha > 0 ? BETAS : [0]).flatMap(beta =>
        GAMMAS.map(gamma => ({ smoothing: { alpha, beta, gamma }, hasTrend })),
      ),
    ),
  )
  .sort((a, b) => parametersOf(a) - parametersOf(b));

/** Of a level, the weekdays that differ from it, the trend, and what follows. */
function parametersOf({ smoothing, hasTrend }: Candidate): number {
  const following = Object.values(smoothing).filter(each => each > 0).length;
  return WEEK + (hasTrend ? 1 : 0) + following;
}

/** How far each known day was from what was expected of it. */
function errorsOf(observed: Observed, expected: readonly number[]): number[] {
  return observed.flatMap((value, index) =>
    value === undefined ? [] : value - expected[index],
  );
}

/**
 * What smoothing starts from: a line for each weekday where the level stands still, else
 * the first week, with the trend that most weeks have.
 */
function startOf(
  observed: Observed,
  { smoothing, hasTrend }: Candidate,
): HoltWintersState {
  const follows = smoothing.alpha > 0;
  const slopeOf = follows ? usualSlope : steadySlope;
  const line = weekLine(observed, hasTrend ? slopeOf(observed) : 0);
  return follows ? fromFirstWeek(line, observed) : line;
}

/** The same for candidates that start alike, made once. */
function startsOf(observed: Observed) {
  const starts = new Map<string, HoltWintersState>();
  return (candidate: Candidate): HoltWintersState => {
    const key = `${candidate.hasTrend} ${candidate.smoothing.alpha > 0}`;
    const start = starts.get(key) ?? startOf(observed, candidate);
    starts.set(key, start);
    return start;
  };
}

/**
 * The squared error of one step, with a price for each parameter that bears it down:
 * n · ln(SSE / n) + n · k · ln n / (n − k − 2), Schwarz's criterion (1978) with
 * McQuarrie's correction for small samples (1999). Without the correction three weeks of
 * noise have a trend in one case of five.
 */
function criterionOf(options: {
  errors: readonly number[];
  parameters: number;
  least: number;
}): number {
  const { errors, parameters, least } = options;
  const count = errors.length;
  const squares = errors.reduce((all, error) => all + error ** 2, 0);
  return (
    count * Math.log(Math.max(squares / count, least)) +
    (count * parameters * Math.log(count)) / (count - parameters - 2)
  );
}

/** The smoothing, and whether there is a trend, that the criterion is least for. */
export function chooseSmoothing(observed: Observed): Candidate {
  const known = knownOf(observed);
  const size =
    known.reduce((all, value) => all + Math.abs(value), 0) / known.length;
  const least = Math.max((EXACT * size) ** 2, Number.MIN_VALUE);
  const startFor = startsOf(observed);
  let best = CANDIDATES[0];
  let bestCriterion = Infinity;
  for (const candidate of CANDIDATES) {
    const { expected } = smooth(
      startFor(candidate),
      observed,
      candidate.smoothing,
    );
    const criterion = criterionOf({
      errors: errorsOf(observed, expected),
      parameters: parametersOf(candidate),
      least,
    });
    if (criterion < bestCriterion) {
      best = candidate;
      bestCriterion = criterion;
    }
  }
  return best;
}

/** A course from a state on in which each day misses what was expected by a drawn error. */
function imagineFrom(options: {
  start: HoltWintersState;
  smoothing: Smoothing;
  length: number;
  draw: () => number;
}): number[] {
  const { smoothing, length, draw } = options;
  let state = options.start;
  return Array.from({ length }, () => {
    const value = nextOf(state) + draw();
    state = step(state, value, smoothing);
    return value;
  });
}

function fit(observed: Observed): Fit {
  const candidate = chooseSmoothing(observed);
  const { smoothing } = candidate;
  const start = startOf(observed, candidate);
  const { expected } = smooth(start, observed, smoothing);
  const errors = errorsOf(observed, expected);
  const free = Math.max(1, errors.length - parametersOf(candidate));
  const scale = Math.sqrt(errors.length / free);
  return {
    expected,
    residuals: centred(errors).map(error => error * scale),
    imagine: draw =>
      imagineFrom({ start, smoothing, length: observed.length, draw }),
    again: other =>
      smooth(startOf(other, candidate), other, smoothing).expected,
  };
}

/**
 * Additive Holt-Winters with a weekly season. Smoothing parameters are the ones of a grid
 * that the squared error of one step, with a price for each parameter, is least for; the
 * same history gives the same ones. Days without a figure carry the state on and have
 * no error.
 */
export const holtWintersModel: Model = { method: 'holt-winters', fit };
