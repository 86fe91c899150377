import { z } from 'zod';
import { factBaseShape, nameSchema, timeSchema } from './common';

const amount = z.number().nonnegative();

/**
 * How much may be spent in a recurring span of time, as a cost tool has it.
 *
 * @public
 */
export const budgetFactSchema = z.strictObject({
  ...factBaseShape,
  type: z.literal('budget'),
  engine: nameSchema,
  name: nameSchema,
  /** What it is for; none means all that the cost tool sees. */
  clusters: z.array(nameSchema).max(200),
  namespaces: z.array(nameSchema).max(200),
  /** Other properties that it is limited by, e.g. `label:team=payments`. */
  selectors: z.array(nameSchema).max(50),
  interval: z.enum(['weekly', 'monthly', 'unknown']),
  limit: amount,
  /** Absent where the cost tool has not said it. */
  spent: amount.optional(),
  currency: z.string().max(16).optional(),
  /** Per cent of the limit at which somebody is told. */
  thresholds: z.array(amount).max(20),
  window: z.strictObject({ start: timeSchema, end: timeSchema }).optional(),
});

/** @public */
export type BudgetFact = z.infer<typeof budgetFactSchema>;
