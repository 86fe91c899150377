import { InputError } from '@backstage/errors';
import { z } from 'zod';

// PostgreSQL takes no NUL in a text.
const text = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine(value => !value.includes('\0'));

const cursorSchema = z.strictObject({
  /** The sort that it belongs to. */
  s: text(64),
  /** The sort value of the last row. */
  v: z.union([text(2000), z.int()]),
  /** The last row's id. */
  i: text(512),
});

/** Where the next page begins: after the last row of this one. */
export type Cursor = { sort: string; value: string | number; id: string };

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(
    JSON.stringify({ s: cursor.sort, v: cursor.value, i: cursor.id }),
  ).toString('base64url');
}

/**
 * @param type - what the sort's values are
 * @throws InputError when it is none of ours, or belongs to another sort
 */
export function decodeCursor<T extends 'string' | 'number'>(
  encoded: string | undefined,
  sort: string,
  type: T,
): { value: T extends 'string' ? string : number; id: string } | undefined {
  if (encoded === undefined) return undefined;
  try {
    const { s, v, i } = cursorSchema.parse(
      JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8')),
    );
    if (s === sort && typeof v === type) {
      return { value: v as T extends 'string' ? string : number, id: i };
    }
  } catch {
    // Told below, the same for each way of being wrong.
  }
  throw new InputError(
    "The parameter 'cursor' does not belong to this list. Start again without it.",
  );
}
