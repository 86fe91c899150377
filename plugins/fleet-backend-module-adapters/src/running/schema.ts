import {
  absentable,
  lenient,
  listOf,
  podTemplateSchema,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';
import {
  followedSchema,
  ownedSchema,
  selectorSchema,
} from '../diagnosis/schema';

const text = lenient(z.string());

/** What is read of a workload before its pods are. */
export const runnerSchema = followedSchema.extend({
  metadata: ownedSchema,
  spec: absentable(
    z.object({ selector: selectorSchema, template: podTemplateSchema }),
  ),
  status: absentable(z.object({ updateRevision: text, currentPodHash: text })),
});

export const runningPodSchema = z.object({
  metadata: ownedSchema,
  spec: lenient(
    z.object({
      containers: listOf(z.object({ name: z.string(), image: text })),
    }),
  ),
  status: lenient(
    z.object({
      phase: text,
      containerStatuses: listOf(
        z.object({
          name: z.string(),
          imageID: text,
          state: lenient(z.object({ running: lenient(z.looseObject({})) })),
        }),
      ),
    }),
  ),
});

export const revisionSetSchema = z.object({ metadata: ownedSchema });

export type Runner = z.output<typeof runnerSchema>;
export type RunningPod = z.output<typeof runningPodSchema>;
