import {
  absentable,
  boundedListOf,
  conditionsSchema,
  lenient,
  listOf,
  metadataSchema,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';

const text = lenient(z.string());

/** The most entries that a fact holds. */
const MAX_ENTRIES = 5000;

const accessProvidersSchema = listOf(
  z.object({ cluster: z.object({ server: z.string() }) }),
);

export const clusterProfileSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(
    z.object({ clusterManager: lenient(z.object({ name: text })) }),
  ),
  status: absentable(
    z.object({
      conditions: conditionsSchema,
      version: lenient(z.object({ kubernetes: text })),
      properties: listOf(z.object({ name: z.string(), value: z.string() })),
      accessProviders: accessProvidersSchema,
      credentialProviders: accessProvidersSchema,
    }),
  ),
});

export type ClusterProfileObject = z.output<typeof clusterProfileSchema>;

export const clusterPropertySchema = z.object({
  metadata: metadataSchema,
  spec: z.object({ value: z.string() }),
});

export type ClusterPropertyObject = z.output<typeof clusterPropertySchema>;

export const serviceExportSchema = z.object({
  metadata: metadataSchema,
  status: absentable(z.object({ conditions: conditionsSchema })),
});

export type ServiceExportObject = z.output<typeof serviceExportSchema>;

export const serviceImportSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(
    z.object({
      type: text,
      ips: listOf(z.string()),
      ports: listOf(
        z.object({
          name: text,
          protocol: text,
          port: z.number().int().min(1).max(65535),
        }),
      ),
    }),
  ),
  status: absentable(
    z.object({
      conditions: conditionsSchema,
      clusters: listOf(z.object({ cluster: z.string() })),
    }),
  ),
});

export type ServiceImportObject = z.output<typeof serviceImportSchema>;

/** Without `spec` and `status`: whoever decided writes the whole object. */
export const placementDecisionSchema = z.object({
  metadata: metadataSchema,
  schedulerName: text,
  decisions: boundedListOf(
    z.object({
      clusterProfileRef: z.object({ name: z.string(), namespace: text }),
      reason: text,
    }),
    MAX_ENTRIES,
  ),
});

export type PlacementDecisionObject = z.output<typeof placementDecisionSchema>;

const resourceSchema = z.object({
  group: text,
  kind: text,
  resource: text,
  namespace: text,
  name: text,
});

export type Resource = z.output<typeof resourceSchema>;

export const workSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(
    z.object({
      workload: absentable(
        z.object({ manifests: boundedListOf(z.unknown(), MAX_ENTRIES) }),
      ),
    }),
  ),
  status: absentable(
    z.object({
      conditions: conditionsSchema,
      manifestConditions: boundedListOf(
        z.object({ identifier: resourceSchema, conditions: conditionsSchema }),
        MAX_ENTRIES,
      ),
    }),
  ),
});

export type WorkObject = z.output<typeof workSchema>;

export const appliedWorkSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(z.object({ workName: text, workNamespace: text })),
  status: absentable(
    z.object({ appliedResources: boundedListOf(resourceSchema, MAX_ENTRIES) }),
  ),
});

export type AppliedWorkObject = z.output<typeof appliedWorkSchema>;
