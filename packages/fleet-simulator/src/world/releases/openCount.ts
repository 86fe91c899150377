/**
 * How many of a hub's steps may begin.
 *
 * @param steps - the clusters of each step, in order
 * @param begun - the clusters whose wave has begun
 * @returns the number of first steps whose clusters have all begun
 */
export function openCount(
  steps: readonly (readonly string[])[],
  begun: ReadonlySet<string>,
): number {
  const held = steps.findIndex(clusters =>
    clusters.some(cluster => !begun.has(cluster)),
  );
  return held < 0 ? steps.length : held;
}
