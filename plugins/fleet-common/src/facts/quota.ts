import { z } from 'zod';
import { factBaseShape, nameSchema, textSchema } from './common';

/**
 * How much a namespace may take of what a cluster has, as its owner set it. How much it
 * takes changes with every pod, and is not read.
 *
 * @public
 */
export const quotaFactSchema = z.strictObject({
  ...factBaseShape,
  type: z.literal('quota'),
  namespace: nameSchema,
  name: nameSchema,
  /** By resource, in the one way of writing each quantity; sorted by resource. */
  hard: z
    .array(z.strictObject({ resource: nameSchema, limit: nameSchema }))
    .max(100),
  /** The number of limits before any cut. */
  hardTotal: z.number().int().nonnegative(),
  /** What it counts alone, in words, sorted; all where there is none. */
  scopes: z.array(textSchema).max(20),
});

/** @public */
export type QuotaFact = z.infer<typeof quotaFactSchema>;
