/** Without what has no value, and maps in which nothing is left. */
export function said(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(said);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, own]) => {
      const kept = said(own);
      // What an object wants may be nothing.
      const isNothing =
        !['spec', 'docker'].includes(key) &&
        typeof kept === 'object' &&
        kept !== null &&
        !Array.isArray(kept) &&
        Object.keys(kept).length === 0;
      return kept === undefined || isNothing ? [] : [[key, kept]];
    }),
  );
}
