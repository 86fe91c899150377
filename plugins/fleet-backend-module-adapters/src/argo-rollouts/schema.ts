import {
  absentable,
  boundedListOf,
  conditionsSchema,
  lenient,
  listOf,
  metadataSchema,
  podTemplateSchema,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';

const count = absentable(z.number().int().nonnegative());
const text = absentable(z.string());

/** Text since 0.5; a hash of the specification before 1.0, its number since. */
const generation = lenient(
  z.union([z.string(), z.number()]).transform(value => String(value)),
);

const weightSchema = lenient(
  z.object({
    podTemplateHash: text,
    weight: absentable(z.number().nonnegative()),
  }),
);

const canarySchema = absentable(
  z.object({
    maxSurge: z.unknown().optional(),
    steps: listOf(
      z.object({
        setWeight: absentable(z.number().nonnegative()),
        pause: lenient(z.object({ duration: z.unknown().optional() })),
      }),
    ),
    trafficRouting: lenient(
      z.object({ maxTrafficWeight: absentable(z.number().positive()) }),
    ),
  }),
);

export const rolloutSpecSchema = z.object({
  replicas: count,
  paused: absentable(z.boolean()),
  restartAt: lenient(z.string()),
  template: podTemplateSchema,
  workloadRef: absentable(
    z.object({ apiVersion: text, kind: z.string(), name: z.string() }),
  ),
  strategy: absentable(
    z.object({
      canary: canarySchema,
      blueGreen: lenient(
        z.object({
          autoPromotionEnabled: lenient(z.boolean()),
          autoPromotionSeconds: lenient(z.number().nonnegative()),
        }),
      ),
    }),
  ),
});

export const rolloutStatusSchema = z.object({
  observedGeneration: generation,
  workloadObservedGeneration: generation,
  phase: text,
  message: text,
  replicas: count,
  updatedReplicas: count,
  readyReplicas: count,
  availableReplicas: count,
  currentPodHash: text,
  stableRS: text,
  currentStepIndex: count,
  abort: absentable(z.boolean()),
  abortedAt: lenient(z.string()),
  promoteFull: absentable(z.boolean()),
  controllerPause: absentable(z.boolean()),
  restartedAt: lenient(z.string()),
  /** Before 0.6. */
  pauseStartTime: lenient(z.string()),
  pauseConditions: listOf(
    z.object({ reason: text, startTime: lenient(z.string()) }),
  ),
  blueGreen: lenient(z.object({ activeSelector: text })),
  canary: lenient(
    z.object({
      /** Before 0.9. */
      stableRS: text,
      currentStepAnalysisRunStatus: lenient(z.object({ status: text })),
      weights: lenient(
        z.object({
          canary: weightSchema,
          stable: weightSchema,
          verified: absentable(z.boolean()),
        }),
      ),
    }),
  ),
  conditions: conditionsSchema,
});

export const rolloutSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(rolloutSpecSchema),
  status: absentable(rolloutStatusSchema),
});

const measurementSchema = z.object({
  value: lenient(z.string()),
  startedAt: lenient(z.string()),
  finishedAt: lenient(z.string()),
});

export const analysisRunSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(z.object({ terminate: absentable(z.boolean()) })),
  status: absentable(
    z.object({
      phase: text,
      message: text,
      startedAt: lenient(z.string()),
      completedAt: lenient(z.string()),
      metricResults: boundedListOf(
        z.object({
          name: z.string(),
          phase: text,
          message: text,
          dryRun: lenient(z.boolean()),
          successful: count,
          failed: count,
          inconclusive: count,
          error: count,
          measurements: listOf(measurementSchema),
        }),
        50,
      ),
    }),
  ),
});

export const experimentSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(z.object({ terminate: absentable(z.boolean()) })),
  status: absentable(
    z.object({
      phase: text,
      message: text,
      availableAt: lenient(z.string()),
      conditions: conditionsSchema,
      templateStatuses: listOf(
        z.object({ name: z.string(), status: text, message: text }),
      ),
      analysisRuns: boundedListOf(
        z.object({ name: z.string(), phase: text, message: text }),
        50,
      ),
    }),
  ),
});

export type RolloutObject = z.output<typeof rolloutSchema>;
export type RolloutStatus = z.output<typeof rolloutStatusSchema>;
export type AnalysisRunObject = z.output<typeof analysisRunSchema>;
export type ExperimentObject = z.output<typeof experimentSchema>;
