import { z } from 'zod';
import { factBaseShape, nameSchema, textSchema, timeSchema } from './common';

/** How many differences of one object a fact holds. */
export const MAX_DIFFERENCES_OF_FACT = 50;

/** How many characters the values of one fact have together. */
export const MAX_DIFFERENCE_TEXT = 32 * 1024;

/** How many characters of one value a fact holds. */
export const MAX_DIFFERENCE_VALUE = 2048;

/** The longest path that a fact holds, in characters. */
export const MAX_DIFFERENCE_PATH = 1024;

const valueSchema = z.strictObject({
  /** JSON, cut. */
  text: z.string().max(MAX_DIFFERENCE_VALUE),
  truncated: z.boolean().optional(),
});

const authorSchema = z.strictObject({
  manager: nameSchema,
  operation: z.enum(['Apply', 'Update']).optional(),
  subresource: nameSchema.optional(),
  /** When it last wrote anything of the object, in milliseconds since 1970. */
  time: z.number().int().nonnegative().optional(),
});

/**
 * One place where an object is not as its engine wrote it.
 *
 * @public
 */
export const toldDifferenceSchema = z.strictObject({
  path: z.string().max(MAX_DIFFERENCE_PATH),
  kind: z.enum(['changed', 'missing', 'extra']),
  isSecret: z.boolean().optional(),
  /** It is there, and nobody owns it: it was added on the way in. */
  isUnowned: z.boolean().optional(),
  desired: valueSchema.optional(),
  live: valueSchema.optional(),
  confidence: z.enum(['owner', 'part', 'parent', 'none']),
  author: authorSchema.optional(),
  ambiguousWith: z.array(authorSchema).max(10).optional(),
});

/** @public */
export type ToldDifference = z.infer<typeof toldDifferenceSchema>;

/**
 * Where an object is not as its engine wrote it, by what the object carries itself.
 * Of one that is as it should be there is none.
 *
 * @public
 */
export const differenceFactSchema = z.strictObject({
  ...factBaseShape,
  type: z.literal('difference'),
  kind: nameSchema,
  namespace: nameSchema.optional(),
  name: nameSchema,
  /**
   * What it was compared with: what was last applied, what its engine desires, or, where no
   * desired object is had, nothing: then others than its engine own these paths.
   */
  basis: z.enum(['last-applied', 'desired', 'ownership']),
  /**
   * Only these places were compared: what is among them and not among the differences is as
   * it is desired. Absent where the whole object was.
   */
  asked: z
    .array(z.string().max(MAX_DIFFERENCE_PATH))
    .max(MAX_DIFFERENCES_OF_FACT)
    .optional(),
  /** Those with the most to say first; see {@link MAX_DIFFERENCES_OF_FACT}. */
  differences: z.array(toldDifferenceSchema).max(MAX_DIFFERENCES_OF_FACT),
  /** How many there are. */
  total: z.number().int().nonnegative(),
  /** The key of what differs in the same way; empty where that cannot be told. */
  same: nameSchema,
  /** It was looked for, and is not there. */
  isMissing: z.boolean().optional(),
  /**
   * When it was looked at, by the clock of the thread that did; absent where it is
   * watched. It has an age of its own then.
   */
  readAt: timeSchema.optional(),
  /** Why it could not be compared: nothing is known then. */
  problem: textSchema.optional(),
  /** When the newest of its authors wrote. */
  writtenAt: timeSchema.optional(),
});

/** @public */
export type DifferenceFact = z.infer<typeof differenceFactSchema>;

/**
 * How long what was looked at counts as current, in milliseconds: what nobody tells of is
 * looked at again in less.
 *
 * @public
 */
export const DIFFERENCE_FRESHNESS_LIMIT_MS = 60 * 60_000;

/**
 * What the coverage of differences that are looked at is told under. No kind of a cluster
 * is called so.
 *
 * @public
 */
export const DIFFERENCE_KIND = 'Difference';

/**
 * The part of an object's facts that tells where it differs.
 *
 * @public
 */
export const DIFFERENCE_PART = 'difference';

/**
 * The same, of an object that was looked at by its name.
 *
 * @public
 */
export const DIFFERENCE_READ_PART = 'difference-read';

/**
 * The same, as a hub tells it that knows what is desired of an object of another cluster.
 *
 * @public
 */
export const DIFFERENCE_DESIRED_PART = 'difference-desired';
