/**
 * The order of rows that does not move under the reader.
 *
 * What is known keeps its place, what is gone leaves, what is new comes at the
 * end. With nothing known it is the order of the input.
 *
 * @param known - ids in the order they are shown in
 * @public
 */
export function settleOrder<T>(
  known: readonly string[],
  rows: readonly T[],
  idOf: (row: T) => string,
): T[] {
  const waiting = new Map(rows.map(row => [idOf(row), row]));
  const settled: T[] = [];
  for (const id of known) {
    const row = waiting.get(id);
    if (row !== undefined) {
      settled.push(row);
      waiting.delete(id);
    }
  }
  return [...settled, ...waiting.values()];
}
