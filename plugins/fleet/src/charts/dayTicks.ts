/** Days between ticks that readers count by: days, weeks, and roughly months and quarters. */
const STEPS = [1, 2, 7, 14, 28, 56, 91, 182, 364];

/**
 * Which days are named on an axis, so that there are no more than `most` of them; the last
 * always, as it is what readers look for.
 *
 * @param from - by their number, the first and the last day
 */
export function dayTicks(from: number, to: number, most: number): number[] {
  const days = to - from + 1;
  const step =
    STEPS.find(each => Math.ceil(days / each) <= Math.max(1, most)) ?? days;
  const ticks: number[] = [];
  for (let at = to; at >= from; at -= step) ticks.unshift(at);
  return ticks;
}
