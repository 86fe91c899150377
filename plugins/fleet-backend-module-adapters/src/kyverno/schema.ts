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
const flag = lenient(z.boolean());

/** Of rules, and of the parts of one. */
const MAX_ENTRIES = 1000;

const labelSelectorSchema = lenient(
  z.object({
    matchLabels: lenient(z.record(z.string(), z.unknown())),
    matchExpressions: lenient(
      listOf(
        z.object({ key: z.string(), operator: z.string(), values: texts }),
      ),
    ),
  }),
);

export type LabelSelector = z.output<typeof labelSelectorSchema>;

const resourcesSchema = lenient(
  z.object({
    kinds: texts,
    name: text,
    names: texts,
    namespaces: texts,
    selector: labelSelectorSchema,
    namespaceSelector: labelSelectorSchema,
    annotations: lenient(z.record(z.string(), z.unknown())),
    operations: texts,
  }),
);

const filterSchema = z.object({
  resources: resourcesSchema,
  subjects: lenient(listOf(z.object({ kind: text, name: text }))),
  roles: texts,
  clusterRoles: texts,
});

export type Filter = z.output<typeof filterSchema>;

/** Filters of which any or all have to fit; the oldest form is one filter by itself. */
const matchSchema = lenient(
  filterSchema.extend({
    any: lenient(listOf(filterSchema)),
    all: lenient(listOf(filterSchema)),
  }),
);

export type Match = z.output<typeof matchSchema>;

const overridesSchema = lenient(
  listOf(z.object({ action: text, namespaces: texts })),
);

const ruleSchema = z.object({
  name: z.string(),
  match: matchSchema,
  exclude: matchSchema,
  validate: lenient(
    z.object({ failureAction: text, failureActionOverrides: overridesSchema }),
  ),
  verifyImages: lenient(listOf(z.object({ failureAction: text }))),
  mutate: lenient(z.object({})),
  generate: lenient(z.object({})),
});

export type Rule = z.output<typeof ruleSchema>;

/** ClusterPolicy and Policy. */
export const policySchema = z.object({
  metadata: metadataSchema,
  spec: absentable(
    z.object({
      admission: flag,
      background: flag,
      emitWarning: flag,
      validationFailureAction: text,
      validationFailureActionOverrides: overridesSchema,
      rules: boundedListOf(ruleSchema, MAX_ENTRIES),
    }),
  ),
  status: absentable(z.object({ ready: flag, conditions: conditionsSchema })),
});

export type PolicyObject = z.output<typeof policySchema>;

const enabledSchema = lenient(z.object({ enabled: flag }));

const resourceRuleSchema = z.object({ apiGroups: texts, resources: texts });

/** The policies of `policies.kyverno.io`, of each kind what it has of this. */
export const expressionPolicySchema = z.object({
  metadata: metadataSchema,
  spec: absentable(
    z.object({
      validationActions: texts,
      evaluation: lenient(
        z.object({
          admission: enabledSchema,
          background: enabledSchema,
          generateExisting: enabledSchema,
          mutateExisting: enabledSchema,
        }),
      ),
      matchConstraints: lenient(
        z.object({
          namespaceSelector: labelSelectorSchema,
          resourceRules: lenient(listOf(resourceRuleSchema)),
        }),
      ),
      validations: lenient(boundedListOf(z.unknown(), MAX_ENTRIES)),
      mutations: lenient(boundedListOf(z.unknown(), MAX_ENTRIES)),
      generate: lenient(boundedListOf(z.unknown(), MAX_ENTRIES)),
    }),
  ),
  status: absentable(
    z.object({
      conditionStatus: absentable(
        z.object({
          ready: flag,
          message: text,
          conditions: conditionsSchema,
        }),
      ),
      lastExecutionTime: text,
    }),
  ),
});

export type ExpressionPolicyObject = z.output<typeof expressionPolicySchema>;

const podSecuritySchema = z.object({
  controlName: z.string(),
  images: texts,
  restrictedField: text,
  values: texts,
});

/** PolicyExceptions of both groups: each has some of it. */
export const policyExceptionSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(
    z.object({
      // Of `kyverno.io`.
      exceptions: lenient(
        listOf(z.object({ policyName: z.string(), ruleNames: texts })),
      ),
      match: matchSchema,
      conditions: lenient(
        z.object({
          any: lenient(listOf(z.unknown())),
          all: lenient(listOf(z.unknown())),
        }),
      ),
      podSecurity: lenient(listOf(podSecuritySchema)),
      // Of `policies.kyverno.io`.
      policyRefs: lenient(listOf(z.object({ name: z.string(), kind: text }))),
      matchConditions: lenient(
        listOf(z.object({ name: text, expression: z.string() })),
      ),
      images: texts,
      allowedValues: texts,
      reportResult: text,
      expiresAt: text,
      properties: lenient(z.record(z.string(), z.unknown())),
    }),
  ),
});

export type PolicyExceptionObject = z.output<typeof policyExceptionSchema>;
