import { z } from 'zod';
import { factBaseShape, nameSchema, textSchema, timeSchema } from './common';
import { SEVERITIES } from './severity';

/**
 * An alert that fires. What does not fire has no fact: that none does is proven by an answer
 * that is current, and not by that nothing is known.
 *
 * @public
 */
export const alertFactSchema = z.strictObject({
  ...factBaseShape,
  type: z.literal('alert'),
  /** What evaluates its rule, e.g. `prometheus`. */
  engine: nameSchema,
  /** Of its rule. */
  name: nameSchema,
  /** Absent where its rule has none, or a word that the adapter does not know. */
  severity: z.enum(SEVERITIES).optional(),
  /** That it is about; absent where that is the cluster as a whole. */
  namespace: nameSchema.optional(),
  /** What it is about, where its labels name it. */
  workload: z.strictObject({ kind: nameSchema, name: nameSchema }).optional(),
  /** A pod that it is about, where its labels name no workload. */
  pod: nameSchema.optional(),
  summary: textSchema.optional(),
  /** Since when its condition holds; it fires somewhat later. */
  since: timeSchema.optional(),
});

/** @public */
export type AlertFact = z.infer<typeof alertFactSchema>;
