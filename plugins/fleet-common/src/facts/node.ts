import { z } from 'zod';
import { factBaseShape, nameSchema, textSchema } from './common';
import { HEALTH_STATES } from '../states';

const resourcesSchema = z.strictObject({
  /** Thousandths of a core. */
  cpuMillicores: z.number().nonnegative().optional(),
  memoryBytes: z.number().nonnegative().optional(),
  pods: z.number().int().nonnegative().optional(),
});

/**
 * A node, as far as capacity, version and place of the cluster need it.
 *
 * @public
 */
export const nodeFactSchema = z.strictObject({
  ...factBaseShape,
  type: z.literal('node'),
  name: nameSchema,
  health: z.enum(HEALTH_STATES),
  message: textSchema.optional(),
  unschedulable: z.boolean(),
  kubeletVersion: nameSchema.optional(),
  capacity: resourcesSchema,
  allocatable: resourcesSchema,
  region: nameSchema.optional(),
  zone: nameSchema.optional(),
  instanceType: nameSchema.optional(),
  /** The part of `spec.providerID` before `://`, e.g. `aws`, `gce`, `azure`. */
  provider: nameSchema.optional(),
});

/** @public */
export type NodeFact = z.infer<typeof nodeFactSchema>;
