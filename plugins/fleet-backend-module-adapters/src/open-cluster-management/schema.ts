import {
  MAX_IGNORE_RULES,
  MAX_LEFT_OUT,
} from '@fleetview/backstage-plugin-fleet-common';
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
const count = lenient(z.number().int().nonnegative());
const conditionsOnly = absentable(z.object({ conditions: conditionsSchema }));

/** Quantities; what is none is left out where it is read. */
const resources = lenient(
  z.object({
    cpu: z.unknown().optional(),
    memory: z.unknown().optional(),
  }),
);

export const managedClusterSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(
    z.object({
      hubAcceptsClient: absentable(z.boolean()),
      managedClusterClientConfigs: listOf(z.object({ url: z.string() })),
      taints: listOf(
        z.object({
          key: z.string(),
          value: text,
          effect: z.string(),
          timeAdded: text,
        }),
      ),
    }),
  ),
  status: absentable(
    z.object({
      conditions: conditionsSchema,
      version: lenient(z.object({ kubernetes: text })),
      capacity: resources,
      clusterClaims: listOf(z.object({ name: z.string(), value: z.string() })),
      managedNamespaces: listOf(z.object({ clusterSet: z.string() })),
    }),
  ),
});

export type ManagedClusterObject = z.output<typeof managedClusterSchema>;

export const managedClusterSetSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(
    z.object({
      clusterSelector: absentable(z.object({ selectorType: text })),
    }),
  ),
  status: conditionsOnly,
});

export type ManagedClusterSetObject = z.output<typeof managedClusterSetSchema>;

export const managedClusterAddOnSchema = z.object({
  metadata: metadataSchema,
  status: conditionsOnly,
});

export type ManagedClusterAddOnObject = z.output<
  typeof managedClusterAddOnSchema
>;

export const clusterClaimSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(z.object({ value: absentable(z.string()) })),
});

export type ClusterClaimObject = z.output<typeof clusterClaimSchema>;

const labelSelectorSchema = lenient(
  z.object({
    matchLabels: lenient(z.record(z.string(), z.string())),
    matchExpressions: listOf(
      z.object({
        key: z.string(),
        operator: z.string(),
        values: listOf(z.string()),
      }),
    ),
  }),
);

export type LabelSelector = NonNullable<z.output<typeof labelSelectorSchema>>;

export const placementSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(
    z.object({
      clusterSets: listOf(z.string()),
      numberOfClusters: lenient(z.number().int()),
      predicates: listOf(
        z.object({
          requiredClusterSelector: lenient(
            z.object({
              labelSelector: labelSelectorSchema,
              claimSelector: labelSelectorSchema,
              celSelector: lenient(
                z.object({ celExpressions: listOf(z.string()) }),
              ),
            }),
          ),
        }),
      ),
    }),
  ),
  status: absentable(
    z.object({
      conditions: conditionsSchema,
      numberOfSelectedClusters: count,
      decisionGroups: listOf(
        z.object({
          decisionGroupIndex: count,
          decisionGroupName: text,
          clusterCount: count,
        }),
      ),
    }),
  ),
});

export type PlacementObject = z.output<typeof placementSchema>;

export const placementDecisionSchema = z.object({
  metadata: metadataSchema,
  status: absentable(
    z.object({
      decisions: boundedListOf(
        z.object({ clusterName: z.string(), reason: text }),
        5000,
      ),
    }),
  ),
});

export type PlacementDecisionObject = z.output<typeof placementDecisionSchema>;

const manifestStatusSchema = z.object({
  resourceMeta: z.object({
    ordinal: count,
    group: text,
    kind: text,
    resource: text,
    namespace: text,
    name: text,
  }),
  conditions: conditionsSchema,
  statusFeedback: lenient(
    z.object({
      values: listOf(
        z.object({
          name: z.string(),
          fieldValue: z.object({
            integer: lenient(z.number()),
            string: text,
            boolean: lenient(z.boolean()),
            jsonRaw: text,
          }),
        }),
      ),
    }),
  ),
});

export type ManifestStatus = z.output<typeof manifestStatusSchema>;

const containersSchema = listOf(z.object({ image: text }));
const podSchema = lenient(
  z.object({ spec: lenient(z.object({ containers: containersSchema })) }),
);

/** Of a whole object only what it is, and what it will run. */
const manifestSchema = z.object({
  apiVersion: text,
  kind: text,
  metadata: lenient(z.object({ namespace: text, name: text })),
  spec: lenient(
    z.object({
      replicas: count,
      containers: lenient(containersSchema),
      template: podSchema,
      jobTemplate: lenient(
        z.object({ spec: lenient(z.object({ template: podSchema })) }),
      ),
    }),
  ),
});

export type Manifest = z.output<typeof manifestSchema>;

/** The most resources that a fact holds. */
const MAX_RESOURCES = 5000;

/** The most things that one entry leaves out of which a fact tells. */
const fieldsSchema = boundedListOf(z.string(), MAX_LEFT_OUT);

/** Not lenient: a rule without what narrows it would be for more than it is. */
const manifestConfigSchema = z.object({
  resourceIdentifier: z.object({
    group: absentable(z.string()),
    resource: z.string(),
    namespace: absentable(z.string()),
    name: z.string(),
  }),
  updateStrategy: absentable(
    z.object({
      type: absentable(z.string()),
      serverSideApply: lenient(
        z.object({
          ignoreFields: boundedListOf(
            lenient(
              z.object({
                condition: text,
                jsonPaths: fieldsSchema,
                jsonPointers: fieldsSchema,
                jqPathExpressions: fieldsSchema,
              }),
            ),
            MAX_IGNORE_RULES,
          ),
        }),
      ),
    }),
  ),
});

export type ManifestConfig = z.output<typeof manifestConfigSchema>;

export const manifestWorkSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(
    z.object({
      workload: absentable(
        z.object({ manifests: boundedListOf(manifestSchema, MAX_RESOURCES) }),
      ),
      // One that does not fit keeps its place: rules are known by it.
      manifestConfigs: lenient(
        boundedListOf(lenient(manifestConfigSchema), MAX_RESOURCES),
      ),
    }),
  ),
  status: absentable(
    z.object({
      conditions: conditionsSchema,
      resourceStatus: absentable(
        z.object({
          manifests: boundedListOf(manifestStatusSchema, MAX_RESOURCES),
        }),
      ),
    }),
  ),
});

export type ManifestWorkObject = z.output<typeof manifestWorkSchema>;

/** A number of clusters or a share of them, as the object has it. */
const amount = lenient(z.union([z.number(), z.string()]));

const rollingSchema = lenient(
  z.object({
    mandatoryDecisionGroups: listOf(
      z.object({ groupName: text, groupIndex: count }),
    ),
    maxConcurrency: amount,
    minSuccessTime: text,
    progressDeadline: text,
    maxFailures: amount,
  }),
);

const rolloutStrategySchema = lenient(
  z.object({
    type: text,
    all: rollingSchema,
    progressive: rollingSchema,
    progressivePerGroup: rollingSchema,
  }),
);

export type RolloutStrategy = z.output<typeof rolloutStrategySchema>;

const summarySchema = lenient(
  z.object({
    total: count,
    desiredTotal: count,
    applied: count,
    available: count,
    degraded: count,
  }),
);

export const manifestWorkReplicaSetSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(
    z.object({
      placementRefs: listOf(
        z.object({ name: z.string(), rolloutStrategy: rolloutStrategySchema }),
      ),
    }),
  ),
  status: absentable(
    z.object({
      conditions: conditionsSchema,
      summary: summarySchema,
      placementSummary: listOf(
        z.object({ name: z.string(), availableDecisionGroups: text }),
      ),
    }),
  ),
});

export type ManifestWorkReplicaSetObject = z.output<
  typeof manifestWorkReplicaSetSchema
>;

export const clusterCuratorSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(z.object({ desiredCuration: text })),
  status: conditionsOnly,
});

export type ClusterCuratorObject = z.output<typeof clusterCuratorSchema>;

export const subscriptionSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(
    z.object({
      channel: text,
      name: text,
      packageFilter: lenient(z.object({ version: text })),
      placement: absentable(
        z.object({
          local: lenient(z.boolean()),
          placementRef: lenient(z.object({ kind: text, name: z.string() })),
        }),
      ),
    }),
  ),
  status: absentable(
    z.object({
      phase: text,
      reason: text,
      message: text,
      lastUpdateTime: text,
    }),
  ),
});

export type SubscriptionObject = z.output<typeof subscriptionSchema>;
