import {
  absentable,
  boundedListOf,
  lenient,
  listOf,
  metadataSchema,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';

const text = lenient(z.string());
const texts = lenient(listOf(z.string()));

/** Gatekeeper lists 20, unless it is told otherwise. */
const MAX_VIOLATIONS = 1000;

const errorsSchema = lenient(
  listOf(z.object({ code: text, message: text, location: text })),
);

/** What each of Gatekeeper's pods says of an object. */
const podStatusSchema = z.object({
  id: text,
  observedGeneration: lenient(z.number().int()),
  enforced: lenient(z.boolean()),
  errors: errorsSchema,
  enforcementPointsStatus: lenient(
    listOf(z.object({ enforcementPoint: text, state: text, message: text })),
  ),
});

export type PodStatus = z.output<typeof podStatusSchema>;

const byPodSchema = listOf(podStatusSchema);

export const constraintTemplateSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(
    z.object({
      crd: lenient(
        z.object({
          spec: lenient(z.object({ names: lenient(z.object({ kind: text })) })),
        }),
      ),
    }),
  ),
  status: absentable(
    z.object({ created: lenient(z.boolean()), byPod: byPodSchema }),
  ),
});

export type ConstraintTemplateObject = z.output<
  typeof constraintTemplateSchema
>;

const violationSchema = z.object({
  group: text,
  kind: z.string().min(1),
  namespace: text,
  name: z.string().min(1),
  message: text,
});

export type Violation = z.output<typeof violationSchema>;

/** Of any kind: what a template adds is in `parameters`, which are not read. */
export const constraintSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(
    z.object({
      enforcementAction: text,
      scopedEnforcementActions: lenient(
        listOf(
          z.object({
            action: text,
            enforcementPoints: lenient(listOf(z.object({ name: text }))),
          }),
        ),
      ),
      match: lenient(
        z.object({
          kinds: lenient(listOf(z.object({ apiGroups: texts, kinds: texts }))),
          excludedNamespaces: texts,
        }),
      ),
    }),
  ),
  status: absentable(
    z.object({
      auditTimestamp: text,
      totalViolations: lenient(z.number().int().nonnegative()),
      violations: boundedListOf(violationSchema, MAX_VIOLATIONS),
      byPod: byPodSchema,
    }),
  ),
});

export type ConstraintObject = z.output<typeof constraintSchema>;

export const configSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(
    z.object({
      match: boundedListOf(
        z.object({ excludedNamespaces: texts, processes: texts }),
        MAX_VIOLATIONS,
      ),
    }),
  ),
  status: absentable(z.object({ byPod: byPodSchema })),
});

export type ConfigObject = z.output<typeof configSchema>;
