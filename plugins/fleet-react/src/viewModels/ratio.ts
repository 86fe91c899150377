/**
 * A share with what it is a share of.
 *
 * @public
 */
export interface Ratio {
  part: number;
  whole: number;
  /** 0 to 100, rounded down; `undefined` where there is nothing to divide by. */
  percent?: number;
}

/**
 * A ratio that keeps its denominator. Rounded down, so that 100 means all.
 *
 * @public
 */
export function ratio(part: number, whole: number): Ratio {
  return {
    part,
    whole,
    percent: whole > 0 ? Math.floor((part / whole) * 100) : undefined,
  };
}
