/** A time of the database as the API words it. */
export function toTime(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  return new Date(Number(value)).toISOString();
}

/** Leaves out what is undefined, so that an answer has no empty fields. */
export function defined<T extends Record<string, unknown>>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, inner]) => inner !== undefined),
  ) as T;
}
