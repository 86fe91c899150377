import { z } from 'zod';
import { factBaseShape, nameSchema, textSchema, timeSchema } from './common';

const count = z.number().int().nonnegative();

/**
 * Why pods of a workload are not well, the gravest first. What is in no word of
 * this list is `other`, with the cluster's own reason.
 *
 * - `admission-denied`: a webhook, a policy or Pod Security lets its pods not be made
 * - `quota`: a quota or a limit range lets them not be made
 * - `unschedulable`: no node takes them
 * - `image-pull`: an image cannot be had
 * - `config-missing`: a ConfigMap, a Secret or a key of one is not there
 * - `volume`: a volume cannot be bound, attached or mounted
 * - `out-of-memory`: a container took more memory than it may
 * - `crash-loop`: a container ends again and again
 * - `exited`: a container ended with an error, and is not started again
 * - `evicted`: a node was short of something, or was drained
 * - `node-lost`: their node does not tell how they are
 * - `probe-failing`: a container runs, and a probe does not find it ready or alive
 *
 * @public
 */
export const DIAGNOSIS_REASONS = [
  'admission-denied',
  'quota',
  'unschedulable',
  'image-pull',
  'config-missing',
  'volume',
  'out-of-memory',
  'crash-loop',
  'exited',
  'evicted',
  'node-lost',
  'probe-failing',
  'other',
] as const;

/** @public */
export type DiagnosisReason = (typeof DIAGNOSIS_REASONS)[number];

/**
 * How many findings a diagnosis holds.
 *
 * @public
 */
export const MAX_FINDINGS = 20;

/**
 * One reason why pods of a workload are not well.
 *
 * @public
 */
export const diagnosisFindingSchema = z.strictObject({
  reason: z.enum(DIAGNOSIS_REASONS),
  /** Pods that it was found of; zero where it is why there are none. */
  pods: count,
  container: nameSchema.optional(),
  image: nameSchema.optional(),
  exitCode: z.number().int().optional(),
  /** The most that a container of these pods was started again. */
  restarts: count.optional(),
  /** The cluster's own words, of the pod or the event that says it last. */
  message: textSchema.optional(),
  firstAt: timeSchema.optional(),
  lastAt: timeSchema.optional(),
});

/** @public */
export type DiagnosisFinding = z.infer<typeof diagnosisFindingSchema>;

/**
 * Why a workload is not well: what its pods, its ReplicaSets and the Warnings
 * about them said when they were read. It has an age of its own: nothing is
 * watched that would tell that it is different now.
 *
 * @public
 */
export const diagnosisFactSchema = z.strictObject({
  ...factBaseShape,
  type: z.literal('diagnosis'),
  kind: nameSchema,
  namespace: nameSchema,
  name: nameSchema,
  /** When it was read, by the clock of the thread that read it. */
  readAt: timeSchema,
  /** Its pods that were read. Absent where they could not be. */
  pods: z
    .strictObject({
      read: count,
      ready: count,
      /** There are more that were not read. */
      more: z.boolean(),
    })
    .optional(),
  /** The gravest first. */
  findings: z.array(diagnosisFindingSchema).max(MAX_FINDINGS),
  findingsTotal: count,
  /** What could not be read, and why. */
  unread: z
    .array(z.strictObject({ what: nameSchema, reason: textSchema }))
    .max(10),
  /** The ReplicaSet of the present template. */
  replicaSet: z
    .strictObject({ name: nameSchema, revision: nameSchema.optional() })
    .optional(),
});

/** @public */
export type DiagnosisFact = z.infer<typeof diagnosisFactSchema>;

/**
 * The part of an object's facts that its diagnosis is.
 *
 * @public
 */
export const DIAGNOSIS_PART = 'diagnosis';

/**
 * What the coverage of diagnoses is told under. No kind of a cluster is called so.
 *
 * @public
 */
export const DIAGNOSIS_KIND = 'Diagnosis';

/**
 * The kinds of workload that own pods, and are diagnosed.
 *
 * @public
 */
export const DIAGNOSED_KINDS = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'Rollout',
] as const;

/**
 * How long a diagnosis counts as current after it was read, in milliseconds:
 * three times as long as until it is read again.
 *
 * @public
 */
export const DIAGNOSIS_FRESHNESS_LIMIT_MS = 15 * 60_000;
