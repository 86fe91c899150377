/**
 * Moves labels apart that would lie over each other, each as little as may be: in the
 * order of where they belong, no nearer than `gap`, and between the two ends where there
 * is room for all.
 *
 * @param wanted - where each belongs, in pixels from the top
 * @returns where each is put, in the order in which they are given
 */
export function spreadLabels(
  wanted: readonly number[],
  options: { top: number; bottom: number; gap: number },
): number[] {
  const { top, bottom, gap } = options;
  const order = wanted
    .map((at, index) => ({ at, index }))
    .sort((a, b) => a.at - b.at || a.index - b.index);
  const placed = Array.from(wanted);
  let least = top;
  for (const { at, index } of order) {
    placed[index] = Math.max(at, least);
    least = placed[index] + gap;
  }
  let most = bottom;
  for (const { index } of order.toReversed()) {
    placed[index] = Math.min(placed[index], most);
    most = placed[index] - gap;
  }
  return placed;
}
