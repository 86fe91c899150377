import type { ForecastMethod } from './types';

/** What is known of days one after the other; `undefined` for a gap. */
export type Observed = readonly (number | undefined)[];

/**
 * What a method makes of the known days of a timeline. All lists are as long as the
 * timeline, and the days to come are its last ones.
 */
export type Fit = {
  /** What each day is expected to cost, by what was known before it. */
  expected: number[];
  /**
   * How far known days were from what was expected, as far as that tells of days that
   * are not known: corrected for what the method learnt from them.
   */
  residuals: number[];
  /** A course that the timeline could have taken, with errors that are drawn. */
  imagine: (draw: () => number) => number[];
  /** What the same method expects of each day if this is what is known. */
  again: (observed: Observed) => number[];
};

export type Model = {
  method: Exclude<ForecastMethod, 'none'>;
  fit: (observed: Observed) => Fit;
};

/** Residuals around 0, so that courses drawn from them are not all too high or too low. */
export function centred(residuals: readonly number[]): number[] {
  const mean = residuals.reduce((all, each) => all + each, 0);
  return residuals.map(residual => residual - mean / residuals.length);
}

/** What is known, without the gaps. */
export function knownOf(observed: Observed): number[] {
  return observed.filter(value => value !== undefined);
}
