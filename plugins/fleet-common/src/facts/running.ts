import { z } from 'zod';
import { factBaseShape, nameSchema, textSchema, timeSchema } from './common';
import { imageSchema } from './image';

const count = z.number().int().nonnegative();

/**
 * How many digests of one container a fact holds. Where there are more, it is as clear that
 * they are not one.
 *
 * @public
 */
export const MAX_RUNNING_DIGESTS = 5;

/**
 * What the pods of a workload run: the digests that their kubelets tell, when they were
 * read. It has an age of its own: nothing is watched that would tell that it is different
 * now.
 *
 * @public
 */
export const runningFactSchema = z.strictObject({
  ...factBaseShape,
  type: z.literal('running'),
  kind: nameSchema,
  namespace: nameSchema,
  name: nameSchema,
  /** When it was read, by the clock of the thread that read it. */
  readAt: timeSchema,
  /** The template that it was read of, as {@link WorkloadFact} has it. */
  templateRevision: nameSchema.optional(),
  /** Its pods of this template that run. */
  pods: count,
  /** Of the pod template, in its order. */
  images: z
    .array(
      imageSchema.extend({
        /** Of all its pods, each once. Absent where one of them does not tell its own. */
        digests: z.array(nameSchema).max(MAX_RUNNING_DIGESTS).optional(),
      }),
    )
    .max(50),
  /** Why digests are absent. */
  problem: textSchema.optional(),
});

/** @public */
export type RunningFact = z.infer<typeof runningFactSchema>;

/**
 * The part of an object's facts that tells what its pods run.
 *
 * @public
 */
export const RUNNING_PART = 'running';

/**
 * What the coverage of running digests is told under. No kind of a cluster is called so.
 *
 * @public
 */
export const RUNNING_KIND = 'RunningImages';

/**
 * How long running digests count as current after they were read, in milliseconds: they are
 * read again in less.
 *
 * @public
 */
export const RUNNING_FRESHNESS_LIMIT_MS = 20 * 60_000;
