import { z } from 'zod';
import { factBaseShape, nameSchema, textSchema, timeSchema } from './common';
import { imageSchema } from './image';
import { SEVERITIES } from './severity';

const count = z.number().int().nonnegative();

/**
 * What a policy found of one thing.
 *
 * - `pass`: it keeps the rule
 * - `fail`: it does not
 * - `warn`: it does not, and that is not counted against it
 * - `error`: the rule could not be evaluated
 * - `skip`: the rule does not apply to it
 * - `exempt`: an exception says that the rule need not be kept
 * - `unknown`: not evaluated, or in words that the adapter does not know
 *
 * @public
 */
export const FINDING_RESULTS = [
  'pass',
  'fail',
  'warn',
  'error',
  'skip',
  'exempt',
  'unknown',
] as const;

/** @public */
export type FindingResult = (typeof FINDING_RESULTS)[number];

/**
 * The result of one rule on one thing.
 *
 * @public
 */
export const findingFactSchema = z.strictObject({
  ...factBaseShape,
  type: z.literal('finding'),
  /** What evaluated it, e.g. `kyverno`, `gatekeeper`, `trivy`. */
  engine: nameSchema,
  policy: nameSchema,
  rule: nameSchema.optional(),
  result: z.enum(FINDING_RESULTS),
  severity: z.enum(SEVERITIES).optional(),
  category: nameSchema.optional(),
  controls: z.array(nameSchema).max(20),
  message: textSchema.optional(),
  /** What was looked at; absent where that is the cluster as a whole. */
  resource: z
    .strictObject({
      group: z.string().max(253).optional(),
      kind: nameSchema,
      namespace: nameSchema.optional(),
      name: nameSchema,
      uid: z.string().max(128).optional(),
    })
    .optional(),
  container: nameSchema.optional(),
  image: imageSchema.optional(),
  evaluatedAt: timeSchema.optional(),
  /** Until when the result is good, where its engine says so. */
  validUntil: timeSchema.optional(),
  /** The names of what exempts it. */
  exceptions: z.array(nameSchema).max(20),
  /**
   * What a hub and the cluster itself both call the same result. Of what bears one
   * name for one cluster, one is counted.
   */
  claim: nameSchema.optional(),
  /** How many single things this stands for, by severity: vulnerabilities of an image. */
  counts: z
    .strictObject({
      critical: count,
      high: count,
      medium: count,
      low: count,
      info: count,
      unknown: count,
    })
    .optional(),
  /** The worst of them. */
  items: z
    .array(
      z.strictObject({
        id: nameSchema,
        severity: z.enum(SEVERITIES).optional(),
        title: textSchema.optional(),
        /** The package that it is in. */
        subject: nameSchema.optional(),
        version: nameSchema.optional(),
        /** The version without it; absent where there is none yet. */
        fixedVersion: nameSchema.optional(),
        url: z.string().max(2048).optional(),
      }),
    )
    .max(20)
    .optional(),
});

/** @public */
export type FindingFact = z.infer<typeof findingFactSchema>;
