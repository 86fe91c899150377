import { z } from 'zod';
import { factBaseShape, nameSchema, textSchema } from './common';
import { imageSchema } from './image';
import { HEALTH_STATES } from '../states';

/**
 * A workload as the cluster runs it.
 *
 * @public
 */
export const workloadFactSchema = z.strictObject({
  ...factBaseShape,
  type: z.literal('workload'),
  kind: nameSchema,
  namespace: nameSchema,
  name: nameSchema,
  health: z.enum(HEALTH_STATES),
  message: textSchema.optional(),
  /** Of the pod template, in its order. */
  images: z.array(imageSchema).max(50),
  /** What the pod template asks for: tag, else digest, of its first container. */
  version: nameSchema.optional(),
  /**
   * True only when `observedGeneration`, updated, available and total replicas
   * agree, so that what runs is what the template says. Until then the version
   * is on its way.
   */
  settled: z.boolean(),
  replicas: z.strictObject({
    desired: z.number().int().nonnegative().optional(),
    current: z.number().int().nonnegative().optional(),
    updated: z.number().int().nonnegative().optional(),
    ready: z.number().int().nonnegative().optional(),
    available: z.number().int().nonnegative().optional(),
  }),
});

/** @public */
export type WorkloadFact = z.infer<typeof workloadFactSchema>;
