import { decodeCursor, encodeCursor } from '../cursor';

/** Digits that hold any number of clusters. */
const DIGITS = 8;

/** A text that comes before another where its number is greater. */
export function descending(number: number): string {
  return String(10 ** DIGITS - 1 - number).padStart(DIGITS, '0');
}

/**
 * A page of what is in memory, in an order of its own. What comes and goes meanwhile moves
 * nothing else: the next page begins after the last thing of this one.
 *
 * @param rank - texts in the order of which the items come; `id` tells those of one rank apart
 */
export function pageOf<T>(
  items: readonly T[],
  options: {
    sort: string;
    rank: (item: T) => { value: string; id: string };
    cursor?: string;
    cursorKey?: Buffer;
    limit?: number;
  },
): { items: T[]; nextCursor?: string } {
  const { sort, rank, cursorKey, limit = 100 } = options;
  const ranked = items
    .map(item => ({ item, ...rank(item) }))
    .sort((a, b) => compare(a.value, b.value) || compare(a.id, b.id));
  const after = decodeCursor(options.cursor, sort, 'string', cursorKey);
  const left = after
    ? ranked.filter(
        each =>
          (compare(each.value, after.value) || compare(each.id, after.id)) > 0,
      )
    : ranked;
  const shown = left.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(({ item }) => item),
    ...(last && left.length > limit
      ? {
          nextCursor: encodeCursor(
            { sort, value: last.value, id: last.id },
            cursorKey,
          ),
        }
      : {}),
  };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
