import { z } from 'zod';
import { factBaseShape, nameSchema, textSchema, timeSchema } from './common';
import { imageSchema } from './image';
import { podDemandSchema } from './podDemand';
import { HEALTH_STATES } from '../states';

const count = z.number().int().nonnegative();
const percentage = z.number().min(0).max(100);

/**
 * A rollout that goes by steps or with a preview, as an engine for that does it.
 *
 * @public
 */
export const workloadStrategySchema = z.strictObject({
  type: z.enum(['canary', 'blue-green', 'unknown']),
  /** Steps that are done; the one that it is at has this index. */
  step: count.optional(),
  steps: count.optional(),
  /** Per cent of the traffic that the new version should get. */
  desiredWeight: percentage.optional(),
  /** Per cent that it gets, where the traffic router confirms it. */
  actualWeight: percentage.optional(),
  paused: z.boolean(),
  /** Why it is paused, or since when it was given up. */
  reason: textSchema.optional(),
  pausedAt: timeSchema.optional(),
  /**
   * What ends the pause: time or an analysis, or a person alone. Absent where it
   * is not paused, or does not say it.
   */
  approval: z.enum(['automatic', 'manual']).optional(),
  /** When the pause ends by itself, where that is known. */
  pausedUntil: timeSchema.optional(),
  aborted: z.boolean(),
  abortedAt: timeSchema.optional(),
  /** What serves, and what may come next: hashes of pod templates. */
  stableRevision: nameSchema.optional(),
  currentRevision: nameSchema.optional(),
});

/** @public */
export type WorkloadStrategy = z.infer<typeof workloadStrategySchema>;

/**
 * What runs to an end, once or by a schedule.
 *
 * @public
 */
export const workloadRunsSchema = z.strictObject({
  active: count.optional(),
  succeeded: count.optional(),
  failed: count.optional(),
  /** How many have to succeed. */
  completions: count.optional(),
  startedAt: timeSchema.optional(),
  finishedAt: timeSchema.optional(),
  /** A cron expression. */
  schedule: nameSchema.optional(),
  timeZone: nameSchema.optional(),
  lastScheduledAt: timeSchema.optional(),
  lastSucceededAt: timeSchema.optional(),
});

/** @public */
export type WorkloadRuns = z.infer<typeof workloadRunsSchema>;

/**
 * A workload as the cluster runs it.
 *
 * @public
 */
export const workloadFactSchema = z.strictObject({
  ...factBaseShape,
  type: z.literal('workload'),
  kind: nameSchema,
  namespace: nameSchema,
  name: nameSchema,
  health: z.enum(HEALTH_STATES),
  message: textSchema.optional(),
  /** Of the pod template, in its order. */
  images: z.array(imageSchema).max(50),
  /** What the pod template asks for: tag, else digest, of its first container. */
  version: nameSchema.optional(),
  /**
   * What its controller calls the present pod template: another one has another. Absent
   * where it does not say.
   */
  templateRevision: nameSchema.optional(),
  /** The object whose pod template it runs, where it has none of its own. */
  templateFrom: z
    .strictObject({
      group: z.string().max(253),
      kind: nameSchema,
      name: nameSchema,
    })
    .optional(),
  /**
   * The ManifestWork that an agent of Open Cluster Management applied it for, as its owner
   * says. It is no proof that the ManifestWork brings it.
   */
  appliedFor: nameSchema.optional(),
  /**
   * True only when `observedGeneration`, updated, available and total replicas
   * agree, so that what runs is what the template says. Until then the version
   * is on its way.
   */
  settled: z.boolean(),
  replicas: z.strictObject({
    desired: z.number().int().nonnegative().optional(),
    current: z.number().int().nonnegative().optional(),
    updated: z.number().int().nonnegative().optional(),
    ready: z.number().int().nonnegative().optional(),
    available: z.number().int().nonnegative().optional(),
  }),
  /**
   * What each of its pods takes. Absent where that is not known: it has no template of its
   * own, or one of which not all can be read.
   */
  pod: podDemandSchema.optional(),
  /**
   * How many pods there may be beside those that it should have while a rollout goes on.
   * Absent where that is not known, or where nothing is rolled out.
   */
  surge: count.optional(),
  strategy: workloadStrategySchema.optional(),
  runs: workloadRunsSchema.optional(),
});

/** @public */
export type WorkloadFact = z.infer<typeof workloadFactSchema>;
