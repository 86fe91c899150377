import {
  DEFAULT_PROMOTION_SETTINGS,
  GATE_KINDS,
  readStages,
  type GateKind,
  type PromotionSettings,
  type Stage,
  type StageProblem,
} from '@fleetview/backstage-plugin-fleet-common';
import { z } from 'zod';
import { normalisedRef } from '../mapping/namespaceOwners';
import { entityReference } from './namespaceOwnerSchema';

/** Where in Git the images of components are written. */
export type ChangeRule = {
  /** References of those that it is of; all where absent. */
  components?: readonly string[];
  edit: 'kustomize-images' | 'helm-values';
  /** Below the path of the delivery; `{stage}` and `{cluster}` stand for their names. */
  file: string;
  /** Of Helm values: where the image is, as `image` or `web.image`. */
  valuesKey?: string;
};

/** Of which components the steps of the ApplicationSet that brings them are stages. */
export type ApplicationSetStages = {
  /** Names of the clusters whose ApplicationSets count, as an operator has them, or patterns with `*`. */
  hubs: readonly string[];
  /** References; all components where absent. */
  components?: readonly string[];
  /** For how long a release has to be seen healthy on each cluster, in milliseconds. */
  soakMs: number;
};

/** How releases are promoted. */
export type PromotionConfig = {
  /** The stages that releases go through, in order; none where none can be read. */
  stages: readonly Stage[];
  /** Whether stages are configured, readable or not. */
  isConfigured: boolean;
  /** What is wrong with the stages that are configured. */
  stageProblems: readonly StageProblem[];
  /** Whose steps are stages, in place of those that are configured; nobody's where absent. */
  applicationSets?: ApplicationSetStages;
  /** How many people have to approve. */
  approvals: number;
  /** Gates that have to be open before each wave. */
  requiredGates: readonly GateKind[];
  /** What each cluster is asked before a wave goes there; all of it has to be passed. */
  preflightChecks: readonly PromotionPreflightCheck[];
  /** The template of the scaffolder that proposes changes in Git, as a reference; people start it where absent. */
  template?: string;
  /** The first one that is of a component counts. */
  changes: readonly ChangeRule[];
  settings: PromotionSettings;
};

/** What is asked for of a component that no rule is of. */
export const USUAL_CHANGE: ChangeRule = {
  edit: 'kustomize-images',
  file: 'kustomization.yaml',
};

/**
 * What can be told of any fleet. Policies and what asks for more are named by who has
 * something that judges them: what is asked for and not known holds up for ever.
 */
const USUAL_GATES: readonly GateKind[] = [
  'upstream-stage',
  'drift-free',
  'health',
  'preflight',
  'approval',
  'freeze',
];

/**
 * Checks that a cluster may be asked before something goes there by itself. Values of charts
 * are none of them: nobody renders any here.
 */
const PREFLIGHT_CHECKS = [
  'api-versions',
  'deprecated-apis',
  'custom-resources',
  'references',
  'quota',
  'image-digests',
  'admission',
] as const;

export type PromotionPreflightCheck = (typeof PREFLIGHT_CHECKS)[number];

/** What whoever may read a cluster can ask it; the others take rights that not everybody gives. */
const USUAL_CHECKS: readonly PromotionPreflightCheck[] = [
  'api-versions',
  'custom-resources',
  'quota',
  'image-digests',
];

export const DEFAULT_PROMOTION_CONFIG: PromotionConfig = {
  stages: [],
  isConfigured: false,
  stageProblems: [],
  approvals: 1,
  requiredGates: USUAL_GATES,
  preflightChecks: USUAL_CHECKS,
  changes: [],
  settings: DEFAULT_PROMOTION_SETTINGS,
};

const changeSchema = z
  .strictObject({
    components: z.array(entityReference).min(1).max(1000).optional(),
    edit: z.enum(['kustomize-images', 'helm-values']),
    file: z
      .string()
      .max(253)
      .regex(
        /^(?!\/)(?!.*(?:^|\/)\.{1,2}(?:\/|$))[A-Za-z0-9._{}/-]+$/,
        'has to be a path below that of the delivery',
      )
      .optional(),
    valuesKey: z
      .string()
      .max(253)
      .regex(
        /^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*$/,
        'has to be names with dots between them, as in web.image',
      )
      .optional(),
  })
  .refine(
    ({ edit, valuesKey }) => edit === 'helm-values' || valuesKey === undefined,
    { message: 'has no values', path: ['valuesKey'] },
  );

/** Below `fleet.promotions`; stages are read on their own, with words of their own. */
export const promotionSchema = z.strictObject({
  stages: z.unknown().optional(),
  applicationSets: z
    .strictObject({
      hubs: z.array(z.string().min(1).max(253)).min(1).max(1000),
      components: z.array(entityReference).min(1).max(1000).optional(),
      soakSeconds: z
        .number()
        .int()
        .min(0)
        .max(30 * 86_400)
        .optional(),
    })
    .optional(),
  approvals: z.number().int().min(0).max(20).optional(),
  requiredGates: z
    .array(z.enum(GATE_KINDS))
    .min(1)
    .max(GATE_KINDS.length)
    .optional(),
  preflight: z
    .strictObject({
      checks: z
        .array(z.enum(PREFLIGHT_CHECKS))
        .min(1)
        .max(PREFLIGHT_CHECKS.length)
        .optional(),
    })
    .optional(),
  template: entityReference.optional(),
  changes: z.array(changeSchema).max(200).optional(),
  deadlineMinutes: z
    .number()
    .min(1)
    .max(30 * 24 * 60)
    .optional(),
  expireDays: z.number().min(0.01).max(365).optional(),
});

const MINUTE_MS = 60_000;

export function toPromotionConfig({
  stages,
  applicationSets,
  approvals,
  requiredGates,
  preflight,
  template,
  changes = [],
  deadlineMinutes,
  expireDays,
}: z.output<typeof promotionSchema>): PromotionConfig {
  const read = stages === undefined ? undefined : readStages(stages);
  return {
    stages: read?.stages ?? [],
    isConfigured: stages !== undefined,
    stageProblems: read?.problems ?? [],
    ...(applicationSets === undefined
      ? {}
      : { applicationSets: toApplicationSets(applicationSets) }),
    approvals: approvals ?? DEFAULT_PROMOTION_CONFIG.approvals,
    // People are asked wherever somebody has to approve.
    requiredGates: [
      ...new Set([...(requiredGates ?? USUAL_GATES), 'approval' as const]),
    ],
    preflightChecks: [...new Set(preflight?.checks ?? USUAL_CHECKS)],
    ...(template === undefined
      ? {}
      : { template: normalisedRef(template, 'template') }),
    changes: changes.map(({ components, edit, file, valuesKey }) => ({
      ...(components
        ? { components: components.map(ref => normalisedRef(ref, 'component')) }
        : {}),
      edit,
      file:
        file ?? (edit === 'helm-values' ? 'values.yaml' : USUAL_CHANGE.file),
      ...(edit === 'helm-values' ? { valuesKey: valuesKey ?? 'image' } : {}),
    })),
    settings: {
      ...DEFAULT_PROMOTION_SETTINGS,
      ...(deadlineMinutes === undefined
        ? {}
        : { deadlineMs: deadlineMinutes * MINUTE_MS }),
      ...(expireDays === undefined
        ? {}
        : { expireMs: expireDays * 24 * 60 * MINUTE_MS }),
    },
  };
}

function toApplicationSets({
  hubs,
  components,
  soakSeconds = 0,
}: NonNullable<
  z.output<typeof promotionSchema>['applicationSets']
>): ApplicationSetStages {
  return {
    hubs,
    ...(components
      ? { components: components.map(ref => normalisedRef(ref, 'component')) }
      : {}),
    soakMs: soakSeconds * 1000,
  };
}
