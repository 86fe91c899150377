/** Those that waited for long enough, those that wait longest first, and no more than so many. */
export function longestFirst<T>(
  wanted: readonly T[],
  waited: (each: T) => number,
  { againMs, most = Infinity }: { againMs: number; most?: number },
): T[] {
  return wanted
    .map(each => ({ each, ms: waited(each) }))
    .filter(({ ms }) => ms >= againMs)
    .sort((left, right) => right.ms - left.ms || 0)
    .slice(0, most)
    .map(({ each }) => each);
}
