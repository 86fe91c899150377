/** Only what is chosen: an empty list would be another question. */
export function chosenAlone<T extends Record<string, readonly unknown[]>>(
  lists: T,
): Partial<T> {
  return Object.fromEntries(
    Object.entries(lists).filter(([, values]) => values.length > 0),
  ) as Partial<T>;
}
