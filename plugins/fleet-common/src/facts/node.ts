import { z } from 'zod';
import { factBaseShape, nameSchema, textSchema } from './common';
import { resourceAmountsShape } from './podDemand';
import { HEALTH_STATES } from '../states';

const resourcesSchema = z.strictObject({
  ...resourceAmountsShape,
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
  /**
   * Whether a taint keeps pods off it that do not tolerate the taint. Absent where nobody
   * looked, as in what was read before this was.
   */
  tainted: z.boolean().optional(),
  kubeletVersion: nameSchema.optional(),
  capacity: resourcesSchema,
  /** What pods may take of it. Of what is not among the others there is none. */
  allocatable: resourcesSchema,
  region: nameSchema.optional(),
  zone: nameSchema.optional(),
  instanceType: nameSchema.optional(),
  /** The part of `spec.providerID` before `://`, e.g. `aws`, `gce`, `azure`. */
  provider: nameSchema.optional(),
});

/** @public */
export type NodeFact = z.infer<typeof nodeFactSchema>;
