import {
  absentable,
  conditionSchema,
  lenient,
  listOf,
  metadataSchema,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';

const text = lenient(z.string());
const count = lenient(z.number().int().nonnegative());
const flag = lenient(z.boolean());

const conditions = listOf(
  // Only conditions of v1beta1 have a severity.
  conditionSchema.extend({ severity: text }),
);

export type CapiCondition = z.output<typeof conditions>[number];

const counts = {
  replicas: count,
  readyReplicas: count,
  availableReplicas: count,
  upToDateReplicas: count,
  // What v1beta1 calls those that are up to date.
  updatedReplicas: count,
};

const failure = { failureReason: text, failureMessage: text };

const versions = listOf(z.object({ version: z.string() }));

const machines = absentable(
  z.object({ desiredReplicas: count, ...counts, versions }),
);

/** What a status says in either version: its own words, and those of the other version beside them. */
const statusShape = {
  observedGeneration: absentable(z.number().int()),
  conditions,
  phase: text,
  ...failure,
  deprecated: absentable(
    z.object({ v1beta1: absentable(z.object({ conditions, ...failure })) }),
  ),
};

/** Where a v1beta1 object has the conditions and counts of v1beta2. */
const newerShape = { conditions, ...counts };

const gates = listOf(z.object({ conditionType: z.string(), polarity: text }));

const reference = lenient(
  z.object({ kind: z.string(), name: z.string(), namespace: text }),
);

export const clusterSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(
    z.object({
      paused: absentable(z.boolean()),
      controlPlaneEndpoint: lenient(
        z.object({ host: text, port: lenient(z.number().int()) }),
      ),
      controlPlaneRef: reference,
      infrastructureRef: reference,
      availabilityGates: gates,
      topology: absentable(
        z.object({
          version: text,
          classRef: lenient(z.object({ name: z.string(), namespace: text })),
          class: text,
          classNamespace: text,
        }),
      ),
    }),
  ),
  status: absentable(
    z.object({
      ...statusShape,
      infrastructureReady: flag,
      initialization: lenient(z.object({ infrastructureProvisioned: flag })),
      controlPlane: machines,
      workers: machines,
      v1beta2: absentable(
        z.object({
          ...newerShape,
          controlPlane: machines,
          workers: machines,
        }),
      ),
    }),
  ),
});

const poolStatus = absentable(
  z.object({
    ...statusShape,
    ...counts,
    versions,
    v1beta2: absentable(z.object(newerShape)),
  }),
);

const machineTemplate = lenient(
  z.object({ spec: lenient(z.object({ version: text })) }),
);

export const machineDeploymentSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(
    z.object({
      clusterName: text,
      paused: absentable(z.boolean()),
      replicas: count,
      template: machineTemplate,
    }),
  ),
  status: poolStatus,
});

export const machineSetSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(
    z.object({ clusterName: text, replicas: count, template: machineTemplate }),
  ),
  status: poolStatus,
});

export const machinePoolSchema = machineSetSchema;

export const kubeadmControlPlaneSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(z.object({ replicas: count, version: text })),
  status: absentable(
    z.object({
      ...statusShape,
      ...counts,
      version: text,
      initialized: flag,
      initialization: lenient(z.object({ controlPlaneInitialized: flag })),
      v1beta2: absentable(z.object(newerShape)),
    }),
  ),
});

export const machineSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(
    z.object({ clusterName: text, version: text, readinessGates: gates }),
  ),
  status: absentable(
    z.object({
      ...statusShape,
      nodeRef: lenient(z.object({ name: z.string() })),
      nodeInfo: lenient(z.object({ kubeletVersion: text })),
      v1beta2: absentable(z.object({ conditions })),
    }),
  ),
});

export const machineHealthCheckSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(z.object({ clusterName: text })),
  status: absentable(
    z.object({
      ...statusShape,
      expectedMachines: count,
      currentHealthy: count,
      remediationsAllowed: count,
      v1beta2: absentable(z.object({ conditions })),
    }),
  ),
});

export const clusterClassSchema = z.object({
  metadata: metadataSchema,
  status: absentable(
    z.object({ ...statusShape, v1beta2: absentable(z.object({ conditions })) }),
  ),
});

export type ClusterObject = z.output<typeof clusterSchema>;
export type MachineDeploymentObject = z.output<typeof machineDeploymentSchema>;
export type MachineSetObject = z.output<typeof machineSetSchema>;
export type MachinePoolObject = z.output<typeof machinePoolSchema>;
export type KubeadmControlPlaneObject = z.output<
  typeof kubeadmControlPlaneSchema
>;
export type MachineObject = z.output<typeof machineSchema>;
export type MachineHealthCheckObject = z.output<
  typeof machineHealthCheckSchema
>;
export type ClusterClassObject = z.output<typeof clusterClassSchema>;
