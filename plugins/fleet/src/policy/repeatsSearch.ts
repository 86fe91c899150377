/**
 * The address of the same list with repeats as they are asked for.
 *
 * @param asked - `repeating` with the id of the finding that alone is meant
 */
export function repeatsSearch(
  search: URLSearchParams,
  asked: { repeated?: 'true'; repeating?: string },
): string {
  const next = new URLSearchParams(search);
  for (const key of ['repeated', 'repeating', 'detail']) next.delete(key);
  // What is searched for need not be in the names of what repeats it.
  if (asked.repeating !== undefined) next.delete('text');
  for (const [key, value] of Object.entries(asked)) next.set(key, value);
  return `?${next}`;
}
