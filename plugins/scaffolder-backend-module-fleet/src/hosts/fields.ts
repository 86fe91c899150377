/** A field of what others answered, by its path. */
export function field(of: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? (value as Record<string, unknown>)[key]
        : undefined,
    of,
  );
}

/** The same, where it is a text. */
export function text(of: unknown, ...path: string[]): string | undefined {
  const value = field(of, ...path);
  return typeof value === 'string' ? value : undefined;
}

/** The same, which has to be a list: of anything else it is not known that there is none. */
export function listOf(of: unknown, ...path: string[]): unknown[] {
  const value = field(of, ...path);
  if (Array.isArray(value)) return value;
  throw new Error(
    'The host answered with no list where one was asked for: its address may be that of something else.',
  );
}

const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/** A whole commit, where there is one. */
export function commitIn(value: string | undefined): { headCommit?: string } {
  return value !== undefined && COMMIT.test(value) ? { headCommit: value } : {};
}
