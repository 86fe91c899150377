const AT_ONCE = 4;

/** Does something with each, a few at a time; the results in their order. */
export async function inTurns<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE) {
    results.push(
      ...(await Promise.all(items.slice(start, start + AT_ONCE).map(work))),
    );
  }
  return results;
}
