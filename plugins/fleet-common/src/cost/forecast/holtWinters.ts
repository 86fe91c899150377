/** How fast level, trend and season follow what is observed: from 0, never, to 1, at once. */
export type Smoothing = { alpha: number; beta: number; gamma: number };

export type HoltWintersState = {
  level: number;
  trend: number;
  /** What each place of the season is above or below the level. */
  season: readonly number[];
  /** The place of the season that comes next. */
  place: number;
};

/** What a state expects of the time that comes next. */
export function nextOf({ level, trend, season, place }: HoltWintersState) {
  return level + trend + season[place];
}

/**
 * One step of additive Holt-Winters smoothing, as R's `HoltWinters` has it (Holt 1957,
 * Winters 1960):
 *
 * - a(t) = α · (y(t) − s(t−p)) + (1 − α) · (a(t−1) + b(t−1))
 * - b(t) = β · (a(t) − a(t−1)) + (1 − β) · b(t−1)
 * - s(t) = γ · (y(t) − a(t)) + (1 − γ) · s(t−p)
 *
 * What is not observed moves the level on by the trend and teaches nothing.
 */
export function step(
  state: HoltWintersState,
  observed: number | undefined,
  { alpha, beta, gamma }: Smoothing,
): HoltWintersState {
  const { level, trend, season, place } = state;
  const nextPlace = (place + 1) % season.length;
  if (observed === undefined) {
    return { level: level + trend, trend, season, place: nextPlace };
  }
  const newLevel =
    alpha * (observed - season[place]) + (1 - alpha) * (level + trend);
  const seasonal = gamma * (observed - newLevel) + (1 - gamma) * season[place];
  return {
    level: newLevel,
    trend: beta * (newLevel - level) + (1 - beta) * trend,
    season: season.with(place, seasonal),
    place: nextPlace,
  };
}

/** What was expected of each time before it was observed, and the state after the last. */
export function smooth(
  start: HoltWintersState,
  observed: readonly (number | undefined)[],
  smoothing: Smoothing,
): { expected: number[]; state: HoltWintersState } {
  let state = start;
  const expected = observed.map(value => {
    const next = nextOf(state);
    state = step(state, value, smoothing);
    return next;
  });
  return { expected, state };
}
