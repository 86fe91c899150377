import { z } from 'zod';
import { factBaseShape, nameSchema, textSchema } from './common';
import { HEALTH_STATES } from '../states';

const count = z.number().int().nonnegative();

/**
 * Machines of a cluster that are managed together: a control plane, a
 * MachineDeployment, a MachinePool. The subject is the cluster that they are of.
 *
 * @public
 */
export const poolFactSchema = z.strictObject({
  ...factBaseShape,
  type: z.literal('pool'),
  engine: nameSchema,
  kind: nameSchema,
  namespace: nameSchema.optional(),
  name: nameSchema,
  role: z.enum(['control-plane', 'worker', 'machine', 'health-check']),
  health: z.enum(HEALTH_STATES),
  message: textSchema.optional(),
  paused: z.boolean(),
  /** The lowest that its machines run. */
  kubernetesVersion: nameSchema.optional(),
  /** What new machines are made with. */
  desiredKubernetesVersion: nameSchema.optional(),
  /** Absent counts are not known, which is not zero. */
  replicas: z.strictObject({
    desired: count.optional(),
    current: count.optional(),
    ready: count.optional(),
    available: count.optional(),
    upToDate: count.optional(),
  }),
  /** The node that a machine became. */
  node: nameSchema.optional(),
  /** How many machines a health check may still replace at once; at zero it has stopped. */
  remediationsAllowed: count.optional(),
  /** What stands in its way, worst first. */
  blockedBy: z.array(textSchema).max(10),
  /** The object that this one is part of. */
  parent: z
    .strictObject({
      kind: nameSchema,
      namespace: nameSchema.optional(),
      name: nameSchema,
    })
    .optional(),
});

/** @public */
export type PoolFact = z.infer<typeof poolFactSchema>;
