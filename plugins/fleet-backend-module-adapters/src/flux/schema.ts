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

const text = absentable(z.string());

const artifactSchema = lenient(
  z.object({
    revision: lenient(z.string()),
    lastUpdateTime: lenient(z.string()),
  }),
);

/** What all kinds of source say in the same fields. */
const sourceShape = {
  metadata: metadataSchema,
  status: absentable(
    z.object({
      observedGeneration: absentable(z.number().int()),
      conditions: conditionsSchema,
      artifact: artifactSchema,
    }),
  ),
};

const sourceSpecShape = {
  url: lenient(z.string()),
  suspend: absentable(z.boolean()),
};

export const gitRepositorySchema = z.object({
  ...sourceShape,
  spec: absentable(
    z.object({
      ...sourceSpecShape,
      ref: lenient(
        z.object({
          branch: lenient(z.string()),
          tag: lenient(z.string()),
          semver: lenient(z.string()),
          name: lenient(z.string()),
          commit: lenient(z.string()),
        }),
      ),
    }),
  ),
});

export const ociRepositorySchema = z.object({
  ...sourceShape,
  spec: absentable(
    z.object({
      ...sourceSpecShape,
      ref: lenient(
        z.object({
          digest: lenient(z.string()),
          semver: lenient(z.string()),
          tag: lenient(z.string()),
        }),
      ),
    }),
  ),
});

export const helmRepositorySchema = z.object({
  ...sourceShape,
  spec: absentable(z.object({ ...sourceSpecShape, type: lenient(z.string()) })),
});

export const bucketSchema = z.object({
  ...sourceShape,
  spec: absentable(
    z.object({
      suspend: absentable(z.boolean()),
      endpoint: lenient(z.string()),
      bucketName: lenient(z.string()),
      prefix: lenient(z.string()),
      insecure: lenient(z.boolean()),
    }),
  ),
});

const objectReferenceSchema = lenient(
  z.object({
    kind: z.string(),
    name: z.string(),
    namespace: lenient(z.string()),
  }),
);

export const helmChartSchema = z.object({
  ...sourceShape,
  spec: absentable(
    z.object({
      suspend: absentable(z.boolean()),
      chart: lenient(z.string()),
      version: lenient(z.string()),
      sourceRef: objectReferenceSchema,
    }),
  ),
});

const orderSchema = lenient(z.object({ order: lenient(z.string()) }));

export const imagePolicySchema = z.object({
  metadata: metadataSchema,
  spec: absentable(
    z.object({
      suspend: absentable(z.boolean()),
      imageRepositoryRef: lenient(
        z.object({
          name: lenient(z.string()),
          namespace: lenient(z.string()),
        }),
      ),
      policy: lenient(
        z.object({
          semver: lenient(z.object({ range: lenient(z.string()) })),
          alphabetical: orderSchema,
          numerical: orderSchema,
        }),
      ),
    }),
  ),
  status: absentable(
    z.object({
      observedGeneration: absentable(z.number().int()),
      conditions: conditionsSchema,
      latestRef: lenient(
        z.object({
          name: z.string(),
          tag: lenient(z.string()),
          digest: lenient(z.string()),
        }),
      ),
      // Until v1beta2.
      latestImage: lenient(z.string()),
    }),
  ),
});

const kubeConfigSchema = lenient(
  z.object({
    secretRef: lenient(z.object({ name: z.string() })),
    configMapRef: lenient(z.object({ name: z.string() })),
  }),
);

const inventorySchema = lenient(
  z.object({ entries: boundedListOf(z.object({ id: z.string() }), 5000) }),
);

const deliveryStatusShape = {
  observedGeneration: absentable(z.number().int()),
  conditions: conditionsSchema,
  lastAppliedRevision: text,
  lastAttemptedRevision: text,
  inventory: inventorySchema,
};

const deliverySpecShape = {
  suspend: absentable(z.boolean()),
  targetNamespace: lenient(z.string()),
  kubeConfig: kubeConfigSchema,
  dependsOn: listOf(
    z.object({ name: z.string(), namespace: lenient(z.string()) }),
  ),
};

/** Not lenient: a rule without what narrows it would be for more than it is. */
const ignoreRuleSchema = z.object({
  paths: boundedListOf(z.string(), MAX_LEFT_OUT),
  target: absentable(
    z.object({
      group: text,
      version: text,
      kind: text,
      namespace: text,
      name: text,
      labelSelector: text,
      annotationSelector: text,
    }),
  ),
});

/** One that does not fit keeps its place: rules are known by it. */
const ignoreRulesSchema = lenient(
  boundedListOf(lenient(ignoreRuleSchema), MAX_IGNORE_RULES),
);

export const kustomizationSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(
    z.object({
      ...deliverySpecShape,
      path: lenient(z.string()),
      sourceRef: objectReferenceSchema,
      ignore: ignoreRulesSchema,
    }),
  ),
  status: absentable(
    z.object({
      ...deliveryStatusShape,
      history: listOf(
        z.object({
          firstReconciled: lenient(z.string()),
          lastReconciledStatus: lenient(z.string()),
          metadata: lenient(z.object({ revision: lenient(z.string()) })),
        }),
      ),
    }),
  ),
});

export const helmReleaseSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(
    z.object({
      ...deliverySpecShape,
      chart: lenient(
        z.object({
          spec: lenient(
            z.object({
              chart: lenient(z.string()),
              version: lenient(z.string()),
              sourceRef: objectReferenceSchema,
            }),
          ),
        }),
      ),
      chartRef: objectReferenceSchema,
      driftDetection: lenient(
        z.object({
          mode: lenient(z.string()),
          ignore: ignoreRulesSchema,
        }),
      ),
    }),
  ),
  status: absentable(
    z.object({
      ...deliveryStatusShape,
      helmChart: lenient(z.string()),
      history: listOf(
        z.object({
          chartName: lenient(z.string()),
          chartVersion: lenient(z.string()),
          status: lenient(z.string()),
          lastDeployed: lenient(z.string()),
        }),
      ),
    }),
  ),
});

export type IgnoreRuleItems = z.output<typeof ignoreRulesSchema>;
export type IgnoreRuleItem = z.output<typeof ignoreRuleSchema>;
export type GitRepositoryObject = z.output<typeof gitRepositorySchema>;
export type OCIRepositoryObject = z.output<typeof ociRepositorySchema>;
export type HelmRepositoryObject = z.output<typeof helmRepositorySchema>;
export type BucketObject = z.output<typeof bucketSchema>;
export type HelmChartObject = z.output<typeof helmChartSchema>;
export type ImagePolicyObject = z.output<typeof imagePolicySchema>;
export type KustomizationObject = z.output<typeof kustomizationSchema>;
export type HelmReleaseObject = z.output<typeof helmReleaseSchema>;
export type DeliveryObject = KustomizationObject | HelmReleaseObject;
