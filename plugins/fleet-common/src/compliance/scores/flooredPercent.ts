/**
 * A part of a whole in percent with one decimal, never rounded up: what is not all is at
 * most 99.9.
 *
 * @returns nothing where the whole is nothing
 * @public
 */
export function flooredPercent(
  part: number,
  whole: number,
): number | undefined {
  if (!(whole > 0)) return undefined;
  const perMille = Math.floor((part * 1000) / whole);
  // What is a little less than all is divided to 1 where the numbers are large.
  return (part < whole ? Math.min(perMille, 999) : perMille) / 10;
}
