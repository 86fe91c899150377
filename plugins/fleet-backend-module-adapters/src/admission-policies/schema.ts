import {
  absentable,
  lenient,
  listOf,
  metadataSchema,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';

const words = listOf(z.string());

const matchSchema = lenient(
  z.object({
    resourceRules: listOf(
      z.object({ apiGroups: words, resources: words }),
    ),
    namespaceSelector: lenient(
      z.object({
        matchExpressions: listOf(
          z.object({ key: z.string(), operator: z.string(), values: words }),
        ),
      }),
    ),
  }),
);

export type Match = z.output<typeof matchSchema>;

/** Of both kinds, the name of the owner besides: a policy may be made by another engine. */
export const policySchema = z.object({
  metadata: metadataSchema,
  spec: z.object({
    failurePolicy: lenient(z.string()),
    matchConstraints: matchSchema,
    validations: listOf(
      z.object({ message: lenient(z.string()), reason: lenient(z.string()) }),
    ),
  }),
  status: absentable(
    z.object({
      observedGeneration: absentable(z.number().int()),
      typeChecking: absentable(
        z.object({
          expressionWarnings: listOf(
            z.object({
              fieldRef: lenient(z.string()),
              warning: lenient(z.string()),
            }),
          ),
        }),
      ),
    }),
  ),
});

export type PolicyObject = z.output<typeof policySchema>;

export const bindingSchema = z.object({
  metadata: metadataSchema,
  spec: z.object({
    policyName: z.string().min(1),
    validationActions: words,
    matchResources: matchSchema,
  }),
});

export type BindingObject = z.output<typeof bindingSchema>;
