import { z } from 'zod';
import { factBaseShape, nameSchema, textSchema } from './common';
import { HEALTH_STATES } from '../states';

const count = z.number().int().nonnegative();

/**
 * What decides how many replicas a workload has.
 *
 * @public
 */
export const autoscalerFactSchema = z.strictObject({
  ...factBaseShape,
  type: z.literal('autoscaler'),
  kind: nameSchema,
  namespace: nameSchema,
  name: nameSchema,
  health: z.enum(HEALTH_STATES),
  message: textSchema.optional(),
  target: z.strictObject({
    group: z.string().max(253),
    kind: nameSchema,
    name: nameSchema,
  }),
  minimum: count.optional(),
  maximum: count.optional(),
  current: count.optional(),
  desired: count.optional(),
  /** It would go further, were it not for its minimum or maximum. */
  limited: z.boolean(),
});

/** @public */
export type AutoscalerFact = z.infer<typeof autoscalerFactSchema>;
