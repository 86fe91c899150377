import { z } from 'zod';
import { factBaseShape, nameSchema, textSchema } from './common';

/**
 * A recurring time in which deliveries may (`allow`) or may not (`deny`) move.
 *
 * @public
 */
export const freezeFactSchema = z.strictObject({
  ...factBaseShape,
  type: z.literal('freeze'),
  engine: nameSchema,
  effect: z.enum(['allow', 'deny']),
  /** A cron expression of five fields. */
  schedule: nameSchema,
  /** As the engine words it, e.g. `1h30m`. */
  duration: nameSchema,
  timeZone: nameSchema.optional(),
  manualAllowed: z.boolean(),
  /** Whether what was begun before may be finished. */
  overrunAllowed: z.boolean().optional(),
  /** Only deliveries of this project are concerned. */
  project: nameSchema.optional(),
  /** Whether a delivery must match one of the three lists below, or all that are not empty. */
  match: z.enum(['any', 'all']).optional(),
  /** Name patterns, as the engine words them. */
  deliveries: z.array(nameSchema).max(200),
  namespaces: z.array(nameSchema).max(200),
  clusters: z.array(nameSchema).max(200),
  description: textSchema.optional(),
});

/** @public */
export type FreezeFact = z.infer<typeof freezeFactSchema>;
