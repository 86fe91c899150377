import { z } from 'zod';
import { factBaseShape, nameSchema, textSchema, timeSchema } from './common';
import { heartbeatSchema } from './heartbeat';
import { ignoreRulesSchema } from './ignoreRules';
import { HEALTH_STATES, SYNC_STATES } from '../states';

/**
 * A revision, kept as what it is. Versions compare by semver where they are
 * semver, else not at all.
 *
 * @public
 */
export const revisionSchema = z.strictObject({
  type: z.enum(['commit', 'branch', 'tag', 'chart', 'digest', 'other']),
  value: nameSchema,
  /** The branch or tag that it was resolved from, where the engine states it. */
  reference: nameSchema.optional(),
});

/** @public */
export type Revision = z.infer<typeof revisionSchema>;

/**
 * An object that a delivery brings to its cluster.
 *
 * @public
 */
export const broughtResourceSchema = z.strictObject({
  group: z.string().max(253),
  kind: nameSchema,
  namespace: nameSchema.optional(),
  name: nameSchema,
  sync: z.enum(SYNC_STATES).optional(),
  health: z.enum(HEALTH_STATES).optional(),
  /** Set where the engine brings it only while it syncs, before or after the rest. */
  hook: z.boolean().optional(),
  /** The order in which the engine brings things, the lowest first. */
  wave: z.number().int().optional(),
  /** It is in the cluster and no longer wanted: a sync that prunes removes it. */
  requiresPruning: z.boolean().optional(),
  /** It is not as it should be now, and the last operation applied it: it was there once. */
  wasApplied: z.boolean().optional(),
  /** Values that the hub had sent back, by name. */
  feedback: z.record(nameSchema, nameSchema).optional(),
});

/** @public */
export type BroughtResource = z.infer<typeof broughtResourceSchema>;

/**
 * An engine's object that brings something to a cluster.
 *
 * @public
 */
export const deliveryFactSchema = z.strictObject({
  ...factBaseShape,
  type: z.literal('delivery'),
  /** The adapter's id: `argocd`, `flux`. */
  engine: nameSchema,
  kind: nameSchema,
  namespace: nameSchema.optional(),
  name: nameSchema,
  health: z.enum(HEALTH_STATES),
  message: textSchema.optional(),
  sync: z.enum(SYNC_STATES),
  syncMessage: textSchema.optional(),
  suspended: z.boolean(),
  /**
   * Who lets the engine apply what has changed: itself, or a person who tells it
   * so each time. Absent where the engine does not say it.
   */
  approval: z.enum(['automatic', 'manual']).optional(),
  /** Where the engine's object lets us know it: what should be applied. */
  desiredRevision: revisionSchema.optional(),
  /** What was last applied. */
  appliedRevision: revisionSchema.optional(),
  sources: z
    .array(
      z.strictObject({
        repository: z.string().max(2048).optional(),
        path: z.string().max(1024).optional(),
        chart: nameSchema.optional(),
        targetRevision: nameSchema.optional(),
        /** The source object in the same cluster, where the engine has one. */
        object: z
          .strictObject({
            kind: nameSchema,
            namespace: nameSchema.optional(),
            name: nameSchema,
          })
          .optional(),
        /** The source object that is made from it for this delivery, such as a chart. */
        through: z
          .strictObject({
            kind: nameSchema,
            namespace: nameSchema.optional(),
            name: nameSchema,
          })
          .optional(),
      }),
    )
    .max(20),
  images: z.array(nameSchema).max(100),
  targetNamespace: nameSchema.optional(),
  project: nameSchema.optional(),
  /** The delivery or placement that made this one. */
  parent: z
    .strictObject({
      kind: nameSchema,
      namespace: nameSchema.optional(),
      name: nameSchema,
    })
    .optional(),
  operation: z
    .strictObject({
      phase: z.enum(['running', 'succeeded', 'failed', 'unknown']),
      message: textSchema.optional(),
      startedAt: timeSchema.optional(),
      finishedAt: timeSchema.optional(),
      /** Who or what began it, as the engine tells it. */
      initiatedBy: nameSchema.optional(),
      /** Resources on which it failed, with why. */
      failures: z
        .array(
          z.strictObject({
            kind: nameSchema,
            namespace: nameSchema.optional(),
            name: nameSchema,
            message: textSchema.optional(),
          }),
        )
        .max(50)
        .optional(),
    })
    .optional(),
  /** What the engine remarks on, apart from health and sync. */
  conditions: z
    .array(
      z.strictObject({
        type: nameSchema,
        message: textSchema.optional(),
        since: timeSchema.optional(),
      }),
    )
    .max(20)
    .optional(),
  /** Deliveries that have to be ready before this one. */
  dependsOn: z
    .array(
      z.strictObject({
        kind: nameSchema,
        namespace: nameSchema.optional(),
        name: nameSchema,
      }),
    )
    .max(50)
    .optional(),
  /** By which rules its engine leaves out differences; absent where it has none. */
  ignoreRules: ignoreRulesSchema.optional(),
  /** What stands in its way, the nearest first. */
  blockedBy: z.array(textSchema).max(10).optional(),
  /** Newest first. */
  history: z
    .array(
      z.strictObject({
        /** What the engine rolls back by, where it numbers what it did. */
        id: z.number().int().nonnegative().optional(),
        revision: revisionSchema,
        deployedAt: timeSchema.optional(),
        initiatedBy: nameSchema.optional(),
      }),
    )
    .max(10),
  /**
   * What the hub itself says of its sight of the target cluster. Where it has
   * lost sight, everything else here is what it last knew.
   */
  heartbeat: heartbeatSchema,
  /** What it brings: by name, and by the labels that the engine puts on it. */
  brings: z.strictObject({
    resources: z.array(broughtResourceSchema).max(5000),
    /** The number before any cut. */
    total: z.number().int().nonnegative(),
    labels: z.record(z.string().max(317), nameSchema).optional(),
  }),
});

/** @public */
export type DeliveryFact = z.infer<typeof deliveryFactSchema>;
