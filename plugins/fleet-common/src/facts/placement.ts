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
  /** The clusters that it chose, by the names that the hub gives them. */
  clusters: z
    .array(
      z.strictObject({
        name: nameSchema,
        /** Where the hub's object of that name lies; absent where names are unique in the hub. */
        namespace: nameSchema.optional(),
        server: z.string().max(2048).optional(),
        /** Decision group or wave. */
        group: nameSchema.optional(),
        status: nameSchema.optional(),
        reason: textSchema.optional(),
      }),
    )
    .max(5000)
    .optional(),
  /** The number of chosen clusters before any cut, as the engine counts them. */
  clustersTotal: z.number().int().nonnegative().optional(),
  /** Why clusters that one might expect were not chosen, as far as the engine says. */
  notChosen: z.array(textSchema).max(50).optional(),
  /** The placement that this one carries out, or whose decisions it holds. */
  parent: z
    .strictObject({
      kind: nameSchema,
      namespace: nameSchema.optional(),
      name: nameSchema,
    })
    .optional(),
});

/** @public */
export type PlacementFact = z.infer<typeof placementFactSchema>;
