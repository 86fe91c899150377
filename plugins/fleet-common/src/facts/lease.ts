import { z } from 'zod';
import { factBaseShape, nameSchema, timeSchema } from './common';

/**
 * Who holds a Lease, and when it was last renewed by the clock of the holder.
 *
 * @public
 */
export const leaseFactSchema = z.strictObject({
  ...factBaseShape,
  type: z.literal('lease'),
  namespace: nameSchema,
  name: nameSchema,
  holder: nameSchema.optional(),
  /** Seconds that the holder promises to renew within. */
  durationSeconds: z.number().int().nonnegative().optional(),
  acquiredAt: timeSchema.optional(),
  renewedAt: timeSchema.optional(),
  /** How often it changed hands. */
  transitions: z.number().int().nonnegative().optional(),
});

/** @public */
export type LeaseFact = z.infer<typeof leaseFactSchema>;
