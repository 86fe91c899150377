import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
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

/** Half of SHA-256. */
const SIGNATURE_BYTES = 16;
/** The signature at a cursor's end, in characters of base64url. */
export const SIGNATURE_LENGTH = 22;

/** For who has no other replica that would have to understand its cursors. */
const OWN_KEY = randomBytes(32);

/** @param key - what all replicas sign with */
export function encodeCursor(cursor: Cursor, key: Buffer = OWN_KEY): string {
  const said = Buffer.from(
    JSON.stringify({ s: cursor.sort, v: cursor.value, i: cursor.id }),
  ).toString('base64url');
  return said + signatureOf(said, key);
}

/**
 * @param type - what the sort's values are
 * @throws InputError when it is none that we made, or belongs to another sort
 */
export function decodeCursor<T extends 'string' | 'number'>(
  encoded: string | undefined,
  sort: string,
  type: T,
  key: Buffer = OWN_KEY,
): { value: T extends 'string' ? string : number; id: string } | undefined {
  if (encoded === undefined) return undefined;
  const said = encoded.slice(0, -SIGNATURE_LENGTH);
  // As text: several texts stand for the same bytes.
  const signature = Buffer.from(encoded.slice(said.length));
  const expected = Buffer.from(signatureOf(said, key));
  if (
    signature.length === expected.length &&
    timingSafeEqual(signature, expected)
  ) {
    try {
      const { s, v, i } = cursorSchema.parse(
        JSON.parse(Buffer.from(said, 'base64url').toString('utf8')),
      );
      if (s === sort && typeof v === type) {
        return { value: v as T extends 'string' ? string : number, id: i };
      }
    } catch {
      // Told below, the same for each way of being wrong.
    }
  }
  throw new InputError(
    "The parameter 'cursor' does not belong to this list. Start again without it.",
  );
}

/**
 * The key that the cursors of one question are signed with: the list, what it
 * is filtered and sorted by, and what who asks may see. A cursor of any other
 * says nothing here.
 *
 * @param question - what is the same for all pages; plain data, in one order
 * @param key - what all replicas sign with
 */
export function cursorKeyOf(question: unknown, key: Buffer = OWN_KEY): Buffer {
  return createHmac('sha256', key).update(JSON.stringify(question)).digest();
}

function signatureOf(said: string, key: Buffer): string {
  return createHmac('sha256', key)
    .update(said)
    .digest()
    .subarray(0, SIGNATURE_BYTES)
    .toString('base64url');
}
