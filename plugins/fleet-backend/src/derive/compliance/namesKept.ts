/** More than all benchmarks have together; a bound for a cluster that makes them up. */
const MOST = 1_000;

/**
 * Which of the names that a cluster gives controls, or standards, are kept: each is a column
 * of a heatmap that everybody pays for. Those that most of its policies and results name; of
 * as many the first by name, so that it is the same ones each time.
 */
export function namesKept(
  lists: Iterable<readonly string[]>,
  most: number = MOST,
): (name: string) => boolean {
  const counts = new Map<string, number>();
  for (const names of lists) {
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  if (counts.size <= most) return () => true;
  const kept = new Set(
    [...counts]
      .sort(([a, few], [b, many]) => many - few || (a < b ? -1 : 1))
      .slice(0, most)
      .map(([name]) => name),
  );
  return name => kept.has(name);
}
