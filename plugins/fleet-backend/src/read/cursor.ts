import { InputError } from '@backstage/errors';
import { z } from 'zod';

const cursorSchema = z.strictObject({
  /** The sort that it belongs to. */
  s: z.string().max(64),
  /** The sort value of the last row. */
  v: z.union([z.string().max(2000), z.number()]),
  /** The last row's id. */
  i: z.string().max(512),
});

/** Where the next page begins: after the last row of this one. */
export type Cursor = { sort: string; value: string | number; id: string };

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(
    JSON.stringify({ s: cursor.sort, v: cursor.value, i: cursor.id }),
  ).toString('base64url');
}

/**
 * @throws InputError when it is none of ours, or belongs to another sort
 */
export function decodeCursor(
  text: string | undefined,
  sort: string,
): Cursor | undefined {
  if (text === undefined) return undefined;
  try {
    const { s, v, i } = cursorSchema.parse(
      JSON.parse(Buffer.from(text, 'base64url').toString('utf8')),
    );
    if (s === sort) return { sort: s, value: v, id: i };
  } catch {
    // Told below, the same for each way of being wrong.
  }
  throw new InputError(
    "The parameter 'cursor' does not belong to this list. Start again without it.",
  );
}
