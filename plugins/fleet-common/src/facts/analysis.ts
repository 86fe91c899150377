import { z } from 'zod';
import { factBaseShape, nameSchema, textSchema, timeSchema } from './common';
import { HEALTH_STATES } from '../states';

const count = z.number().int().nonnegative();

/**
 * How a metric judges what is being rolled out.
 *
 * @public
 */
export const VERDICTS_OF_ANALYSES = [
  'pending',
  'running',
  'successful',
  'failed',
  'error',
  'inconclusive',
  'unknown',
] as const;

const verdictSchema = z.enum(VERDICTS_OF_ANALYSES);

/**
 * A check that a rollout is held against.
 *
 * @public
 */
export const analysisFactSchema = z.strictObject({
  ...factBaseShape,
  type: z.literal('analysis'),
  engine: nameSchema,
  kind: nameSchema,
  namespace: nameSchema,
  name: nameSchema,
  health: z.enum(HEALTH_STATES),
  message: textSchema.optional(),
  verdict: verdictSchema,
  startedAt: timeSchema.optional(),
  finishedAt: timeSchema.optional(),
  /** The rollout or experiment that asked for it. */
  parent: z
    .strictObject({
      kind: nameSchema,
      namespace: nameSchema.optional(),
      name: nameSchema,
    })
    .optional(),
  metrics: z
    .array(
      z.strictObject({
        name: nameSchema,
        verdict: verdictSchema,
        /** It is measured and does not count. */
        dryRun: z.boolean().optional(),
        message: textSchema.optional(),
        successful: count.optional(),
        failed: count.optional(),
        inconclusive: count.optional(),
        error: count.optional(),
        /** What was measured last, as the provider words it. */
        lastValue: textSchema.optional(),
      }),
    )
    .max(50),
});

/** @public */
export type AnalysisFact = z.infer<typeof analysisFactSchema>;
