import {
  absentable,
  conditionsSchema,
  lenient,
  listOf,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';

const count = lenient(z.number().int().nonnegative());
const text = lenient(z.string());

const labelsSchema = lenient(z.record(z.string(), z.unknown()));

/** Of objects that say whose they are. */
export const ownedSchema = z.object({
  name: z.string(),
  uid: z.string(),
  labels: labelsSchema,
  annotations: labelsSchema,
  creationTimestamp: text,
  deletionTimestamp: text,
  ownerReferences: listOf(
    z.object({
      kind: z.string(),
      name: z.string(),
      uid: z.string(),
      controller: lenient(z.boolean()),
    }),
  ),
});

export const selectorSchema = lenient(
  z.object({
    matchLabels: labelsSchema,
    matchExpressions: lenient(
      z.array(
        z.object({
          key: z.string(),
          operator: z.string(),
          values: absentable(z.array(z.string())),
        }),
      ),
    ),
  }),
);

/** What is read of a workload before its pods are. */
export const followedSchema = z.object({
  kind: z.string(),
  metadata: z.object({ name: z.string(), uid: z.string() }),
  spec: absentable(z.object({ replicas: count, selector: selectorSchema })),
  status: absentable(z.object({ desiredNumberScheduled: count })),
});

const terminatedSchema = lenient(
  z.object({
    exitCode: lenient(z.number().int()),
    reason: text,
    message: text,
    startedAt: text,
    finishedAt: text,
  }),
);

const containerStatusSchema = z.object({
  name: z.string(),
  image: text,
  ready: lenient(z.boolean()),
  restartCount: count,
  state: lenient(
    z.object({
      waiting: lenient(z.object({ reason: text, message: text })),
      running: lenient(z.object({ startedAt: text })),
      terminated: terminatedSchema,
    }),
  ),
  lastState: lenient(z.object({ terminated: terminatedSchema })),
});

export const podSchema = z.object({
  metadata: ownedSchema,
  spec: lenient(z.object({ nodeName: text })),
  status: lenient(
    z.object({
      phase: text,
      reason: text,
      message: text,
      startTime: text,
      conditions: conditionsSchema,
      initContainerStatuses: listOf(containerStatusSchema),
      containerStatuses: listOf(containerStatusSchema),
    }),
  ),
});

export const replicaSetSchema = z.object({
  metadata: ownedSchema,
  spec: lenient(z.object({ replicas: count })),
  status: lenient(z.object({ replicas: count, conditions: conditionsSchema })),
});

export const eventSchema = z.object({
  type: text,
  reason: text,
  message: text,
  count,
  firstTimestamp: text,
  lastTimestamp: text,
  eventTime: text,
  series: lenient(z.object({ count, lastObservedTime: text })),
  involvedObject: z.object({ kind: text, name: text, uid: z.string() }),
});

export type Followed = z.output<typeof followedSchema>;
export type Pod = z.output<typeof podSchema>;
export type ContainerStatus = z.output<typeof containerStatusSchema>;
export type ReplicaSet = z.output<typeof replicaSetSchema>;
export type Warning = z.output<typeof eventSchema>;
