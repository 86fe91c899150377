/** What was told before of something that somebody wants to know of. */
export type ToldBefore = {
  /** What it was told under. */
  uid: string;
  /** When it was read, in milliseconds since 1970; known where it was asked for. */
  readAt?: number;
  /** What it was read of, as `readOf` of its source says it; absent where that does not matter. */
  of?: string;
};

const WORD = 'told';

/** As lines, the way of all that the store tells collectors. */
export function toToldLines(told: readonly ToldBefore[]): string[] {
  return told.map(({ uid, readAt, of }) =>
    readAt === undefined
      ? `${WORD}\t${uid}`
      : [WORD, uid, readAt, ...(of === undefined ? [] : [of])].join('\t'),
  );
}

/** Undefined where the line says something else. */
export function fromToldLine(line: string): ToldBefore | undefined {
  const [word, uid, readAt, ...of] = line.split('\t');
  if (word !== WORD) return undefined;
  return {
    uid,
    ...(readAt !== undefined && { readAt: Number(readAt) }),
    ...(of.length > 0 && { of: of.join('\t') }),
  };
}
