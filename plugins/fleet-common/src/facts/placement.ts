import { z } from 'zod';
import { factBaseShape, nameSchema, textSchema, timeSchema } from './common';
import { HEALTH_STATES } from '../states';

/**
 * What decides which clusters get a delivery.
 *
 * @public
 */
export const placementFactSchema = z.strictObject({
  ...factBaseShape,
  type: z.literal('placement'),
  engine: nameSchema,
  kind: nameSchema,
  namespace: nameSchema.optional(),
  name: nameSchema,
  health: z.enum(HEALTH_STATES),
  message: textSchema.optional(),
  /** The kinds of generator or selector, e.g. `clusters`, `git`, `list`. */
  generators: z.array(nameSchema).max(50),
  strategy: z.enum(['all-at-once', 'rolling', 'unknown']),
  /** Steps of a rolling strategy, in order, as the engine words them. */
  steps: z.array(textSchema).max(50),
  deliveries: z
    .array(
      z.strictObject({
        namespace: nameSchema.optional(),
        name: nameSchema,
        step: nameSchema.optional(),
        status: nameSchema.optional(),
        message: textSchema.optional(),
        since: timeSchema.optional(),
      }),
    )
    .max(5000),
  /** The number of deliveries before any cut. */
  total: z.number().int().nonnegative(),
});

/** @public */
export type PlacementFact = z.infer<typeof placementFactSchema>;
