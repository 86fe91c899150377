import { z } from 'zod';
import { factBaseShape, nameSchema, textSchema, timeSchema } from './common';
import { HEALTH_STATES } from '../states';

/**
 * A waiver: what need not keep which policy.
 *
 * @public
 */
export const exceptionFactSchema = z.strictObject({
  ...factBaseShape,
  type: z.literal('exception'),
  engine: nameSchema,
  kind: nameSchema,
  namespace: nameSchema.optional(),
  name: nameSchema,
  /** Whether the engine honours it, where it says so. */
  health: z.enum(HEALTH_STATES),
  message: textSchema.optional(),
  /** What need not be kept; none means all that the engine has. */
  policies: z
    .array(
      z.strictObject({
        name: nameSchema,
        /** None means all of its rules. */
        rules: z.array(nameSchema).max(100),
      }),
    )
    .max(100),
  /** What it exempts, as the engine words it, one condition each. */
  scope: z.array(textSchema).max(50),
  /** Namespaces that it is limited to; none where it is not limited by name. */
  namespaces: z.array(nameSchema).max(200),
  /** How results are reported that it exempts. */
  reportsAs: z.enum(['skip', 'pass', 'nothing', 'unknown']),
  reason: textSchema.optional(),
  ticket: nameSchema.optional(),
  requestedBy: nameSchema.optional(),
  approvedBy: nameSchema.optional(),
  createdAt: timeSchema.optional(),
  expiresAt: timeSchema.optional(),
});

/** @public */
export type ExceptionFact = z.infer<typeof exceptionFactSchema>;
