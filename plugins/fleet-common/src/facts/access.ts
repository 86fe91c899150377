import { z } from 'zod';
import { factBaseShape, nameSchema, textSchema } from './common';

/**
 * What a role allows, or whom a binding gives a role. Whether two are the same is told by
 * the digest of all of it; the words are for people, and may be cut.
 *
 * @public
 */
export const accessFactSchema = z.strictObject({
  ...factBaseShape,
  type: z.literal('access'),
  kind: nameSchema,
  /** Absent where it is of the cluster as a whole. */
  namespace: nameSchema.optional(),
  name: nameSchema,
  /** SHA-256 of its rules, or of its subjects and role, whatever their order. */
  digest: nameSchema,
  /** A rule or a subject each, sorted. */
  words: z.array(textSchema).max(20),
  /** The number of rules or subjects before any cut. */
  total: z.number().int().nonnegative(),
  /** Of a binding: the role that it gives. */
  role: z.strictObject({ kind: nameSchema, name: nameSchema }).optional(),
});

/** @public */
export type AccessFact = z.infer<typeof accessFactSchema>;
