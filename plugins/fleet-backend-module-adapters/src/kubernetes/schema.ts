import {
  absentable,
  conditionsSchema,
  lenient,
  listOf,
  metadataSchema,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';

const count = absentable(z.number().int().nonnegative());

const podTemplateSchema = absentable(
  z.object({
    spec: absentable(
      z.object({
        containers: listOf(
          z.object({ name: z.string(), image: lenient(z.string()) }),
        ),
      }),
    ),
  }),
);

export const namespaceSchema = z.object({
  metadata: metadataSchema,
  status: absentable(z.object({ phase: absentable(z.string()) })),
});

const resourcesSchema = absentable(
  z.object({
    cpu: z.unknown().optional(),
    memory: z.unknown().optional(),
    pods: z.unknown().optional(),
  }),
);

export const nodeSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(
    z.object({
      unschedulable: absentable(z.boolean()),
      providerID: lenient(z.string()),
    }),
  ),
  status: absentable(
    z.object({
      conditions: conditionsSchema,
      capacity: resourcesSchema,
      allocatable: resourcesSchema,
      nodeInfo: lenient(z.object({ kubeletVersion: lenient(z.string()) })),
    }),
  ),
});

export const deploymentSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(
    z.object({
      replicas: count,
      paused: absentable(z.boolean()),
      template: podTemplateSchema,
    }),
  ),
  status: absentable(
    z.object({
      observedGeneration: absentable(z.number().int()),
      replicas: count,
      updatedReplicas: count,
      readyReplicas: count,
      availableReplicas: count,
      conditions: conditionsSchema,
    }),
  ),
});

export const statefulSetSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(
    z.object({
      replicas: count,
      minReadySeconds: count,
      updateStrategy: absentable(
        z.object({
          type: absentable(z.string()),
          rollingUpdate: absentable(z.object({ partition: count })),
        }),
      ),
      template: podTemplateSchema,
    }),
  ),
  status: absentable(
    z.object({
      observedGeneration: absentable(z.number().int()),
      replicas: count,
      currentReplicas: count,
      updatedReplicas: count,
      readyReplicas: count,
      availableReplicas: count,
      currentRevision: absentable(z.string()),
      updateRevision: absentable(z.string()),
      conditions: conditionsSchema,
    }),
  ),
});

export const daemonSetSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(
    z.object({
      updateStrategy: absentable(z.object({ type: absentable(z.string()) })),
      template: podTemplateSchema,
    }),
  ),
  status: absentable(
    z.object({
      observedGeneration: absentable(z.number().int()),
      desiredNumberScheduled: count,
      currentNumberScheduled: count,
      updatedNumberScheduled: count,
      numberReady: count,
      numberAvailable: count,
      conditions: conditionsSchema,
    }),
  ),
});

export type NamespaceObject = z.output<typeof namespaceSchema>;
export type NodeObject = z.output<typeof nodeSchema>;
export type DeploymentObject = z.output<typeof deploymentSchema>;
export type StatefulSetObject = z.output<typeof statefulSetSchema>;
export type DaemonSetObject = z.output<typeof daemonSetSchema>;
export type PodTemplate = z.output<typeof podTemplateSchema>;
