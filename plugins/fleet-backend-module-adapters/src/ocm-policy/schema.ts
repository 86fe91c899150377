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
const texts = lenient(listOf(z.string()));

/** The most clusters that a fact holds. */
const MAX_CLUSTERS = 5000;
const MAX_TEMPLATES = 1000;

/** What a policy brings to its clusters: of its content nothing but this is read. */
const templateSchema = z.object({
  objectDefinition: z.object({
    kind: text,
    metadata: z.object({ name: z.string().min(1) }),
    spec: lenient(z.object({ severity: text, remediationAction: text })),
  }),
});

export type Template = z.output<typeof templateSchema>;

const placementsSchema = lenient(
  listOf(
    z.object({
      placement: text,
      placementRule: text,
      placementBinding: text,
      policySet: text,
    }),
  ),
);

export type Placements = z.output<typeof placementsSchema>;

const historySchema = lenient(
  listOf(z.object({ lastTimestamp: text, message: text })),
);

export type History = z.output<typeof historySchema>;

const detailSchema = z.object({
  templateMeta: z.object({ name: z.string().min(1) }),
  compliant: text,
  history: historySchema,
});

export type Detail = z.output<typeof detailSchema>;

export const policySchema = z.object({
  metadata: metadataSchema,
  spec: absentable(
    z.object({
      disabled: lenient(z.boolean()),
      remediationAction: text,
      'policy-templates': boundedListOf(templateSchema, MAX_TEMPLATES),
    }),
  ),
  status: absentable(
    z.object({
      compliant: text,
      placement: placementsSchema,
      status: lenient(
        boundedListOf(
          z.object({
            clustername: z.string().min(1),
            clusternamespace: text,
            compliant: text,
          }),
          MAX_CLUSTERS,
        ),
      ),
      details: lenient(boundedListOf(detailSchema, MAX_TEMPLATES)),
    }),
  ),
});

export type PolicyObject = z.output<typeof policySchema>;

export const policySetSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(
    z.object({
      description: text,
      policies: listOf(z.string().min(1)),
      exclusions: lenient(
        listOf(
          z.object({
            policyName: z.string().min(1),
            clusterNames: texts,
            reason: text,
          }),
        ),
      ),
    }),
  ),
  status: absentable(
    z.object({
      compliant: text,
      statusMessage: text,
      placement: placementsSchema,
    }),
  ),
});

export type PolicySetObject = z.output<typeof policySetSchema>;

/** Without `spec`: all of it is at the root. */
export const placementBindingSchema = z.object({
  metadata: metadataSchema,
  placementRef: z.object({ kind: z.string(), name: z.string() }),
  subjects: listOf(z.object({ kind: z.string(), name: z.string() })),
  bindingOverrides: lenient(z.object({ remediationAction: text })),
});

export type PlacementBindingObject = z.output<typeof placementBindingSchema>;

/** What policies on a managed cluster have in common. */
const templateSpecSchema = absentable(
  z.object({
    remediationAction: text,
    severity: text,
    namespaceSelector: lenient(z.object({ exclude: texts })),
  }),
);

export const configurationPolicySchema = z.object({
  metadata: metadataSchema,
  spec: templateSpecSchema,
  status: absentable(
    z.object({
      compliant: text,
      lastEvaluated: text,
      lastEvaluatedGeneration: lenient(z.number().int()),
      compliancyDetails: listOf(
        z.object({
          Compliant: text,
          Validity: lenient(
            z.object({ valid: lenient(z.boolean()), reason: text }),
          ),
          conditions: conditionsSchema,
        }),
      ),
      history: historySchema,
    }),
  ),
});

export type ConfigurationPolicyObject = z.output<
  typeof configurationPolicySchema
>;

export const certificatePolicySchema = z.object({
  metadata: metadataSchema,
  spec: templateSpecSchema,
  status: absentable(
    z.object({
      compliant: text,
      /** By namespace. */
      compliancyDetails: absentable(z.record(z.string(), z.unknown())),
      history: historySchema,
    }),
  ),
});

export type CertificatePolicyObject = z.output<typeof certificatePolicySchema>;

export const operatorPolicySchema = z.object({
  metadata: metadataSchema,
  spec: templateSpecSchema,
  status: absentable(
    z.object({
      compliant: text,
      observedGeneration: lenient(z.number().int()),
      conditions: conditionsSchema,
      history: historySchema,
    }),
  ),
});

export type OperatorPolicyObject = z.output<typeof operatorPolicySchema>;
