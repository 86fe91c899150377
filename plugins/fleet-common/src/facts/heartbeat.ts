import { z } from 'zod';
import { textSchema, timeSchema } from './common';

/**
 * What a hub itself says of its sight of a cluster.
 *
 * - `current`: it sees the cluster
 * - `lost`: it does not; what else it says of the cluster is what it last knew
 * - `unstated`: it says nothing, so that its other words are neither backed nor taken back
 *
 * @public
 */
export const heartbeatSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('current') }),
  z.strictObject({
    state: z.literal('lost'),
    since: timeSchema.optional(),
    reason: textSchema,
  }),
  z.strictObject({ state: z.literal('unstated') }),
]);

/** @public */
export type Heartbeat = z.infer<typeof heartbeatSchema>;
