import {
  absentable,
  conditionsSchema,
  lenient,
  listOf,
  metadataSchema,
  podTemplateSchema,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';

const count = absentable(z.number().int().nonnegative());

export const namespaceSchema = z.object({
  metadata: metadataSchema,
  status: absentable(z.object({ phase: absentable(z.string()) })),
});

const resourcesSchema = absentable(z.record(z.string(), z.unknown()));

export const nodeSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(
    z.object({
      unschedulable: absentable(z.boolean()),
      taints: listOf(
        z.object({ key: z.string(), effect: lenient(z.string()) }),
      ),
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
      strategy: z.unknown().optional(),
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
      updateStrategy: absentable(
        z.object({
          type: absentable(z.string()),
          rollingUpdate: z.unknown().optional(),
        }),
      ),
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

export const jobSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(
    z.object({
      suspend: absentable(z.boolean()),
      completions: count,
      template: podTemplateSchema,
    }),
  ),
  status: absentable(
    z.object({
      active: count,
      succeeded: count,
      failed: count,
      startTime: lenient(z.string()),
      completionTime: lenient(z.string()),
      conditions: conditionsSchema,
    }),
  ),
});

export const cronJobSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(
    z.object({
      schedule: lenient(z.string()),
      timeZone: lenient(z.string()),
      suspend: absentable(z.boolean()),
      jobTemplate: absentable(
        z.object({
          spec: absentable(z.object({ template: podTemplateSchema })),
        }),
      ),
    }),
  ),
  status: absentable(
    z.object({
      active: listOf(z.object({ name: lenient(z.string()) })),
      lastScheduleTime: lenient(z.string()),
      lastSuccessfulTime: lenient(z.string()),
    }),
  ),
});

export const horizontalPodAutoscalerSchema = z.object({
  metadata: metadataSchema,
  spec: z.object({
    scaleTargetRef: z.object({
      apiVersion: absentable(z.string()),
      kind: z.string(),
      name: z.string(),
    }),
    minReplicas: count,
    maxReplicas: count,
  }),
  status: absentable(
    z.object({
      observedGeneration: lenient(z.number().int()),
      currentReplicas: count,
      desiredReplicas: count,
      lastScaleTime: lenient(z.string()),
      conditions: conditionsSchema,
    }),
  ),
});

export const leaseSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(
    z.object({
      holderIdentity: absentable(z.string()),
      leaseDurationSeconds: count,
      acquireTime: lenient(z.string()),
      renewTime: lenient(z.string()),
      leaseTransitions: count,
    }),
  ),
});

/** A list of which nothing may be left out: what is made of it stands for all of it. */
function wholeList<T extends z.ZodType>(schema: T) {
  return absentable(z.array(schema));
}

export const resourceQuotaSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(
    z.object({
      hard: absentable(z.record(z.string(), z.union([z.string(), z.number()]))),
      scopes: wholeList(z.string()),
      scopeSelector: absentable(
        z.object({
          matchExpressions: wholeList(
            z.object({
              scopeName: z.string(),
              operator: z.string(),
              values: wholeList(z.string()),
            }),
          ),
        }),
      ),
    }),
  ),
});

export const roleSchema = z.object({
  metadata: metadataSchema,
  rules: wholeList(
    z.object({
      verbs: wholeList(z.string()),
      apiGroups: wholeList(z.string()),
      resources: wholeList(z.string()),
      resourceNames: wholeList(z.string()),
      nonResourceURLs: wholeList(z.string()),
    }),
  ),
});

export const bindingSchema = z.object({
  metadata: metadataSchema,
  roleRef: z.object({ kind: z.string(), name: z.string() }),
  subjects: wholeList(
    z.object({
      kind: z.string(),
      name: z.string(),
      namespace: absentable(z.string()),
    }),
  ),
});

export type NamespaceObject = z.output<typeof namespaceSchema>;
export type NodeObject = z.output<typeof nodeSchema>;
export type DeploymentObject = z.output<typeof deploymentSchema>;
export type StatefulSetObject = z.output<typeof statefulSetSchema>;
export type DaemonSetObject = z.output<typeof daemonSetSchema>;
export type JobObject = z.output<typeof jobSchema>;
export type CronJobObject = z.output<typeof cronJobSchema>;
export type HorizontalPodAutoscalerObject = z.output<
  typeof horizontalPodAutoscalerSchema
>;
export type LeaseObject = z.output<typeof leaseSchema>;
export type ResourceQuotaObject = z.output<typeof resourceQuotaSchema>;
export type RoleObject = z.output<typeof roleSchema>;
export type BindingObject = z.output<typeof bindingSchema>;
