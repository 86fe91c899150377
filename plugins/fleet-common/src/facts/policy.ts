import { z } from 'zod';
import { factBaseShape, nameSchema, textSchema, timeSchema } from './common';
import { SEVERITIES } from './severity';
import { HEALTH_STATES } from '../states';

const count = z.number().int().nonnegative();

/**
 * What a policy does about what breaks it.
 *
 * - `deny`: it is not admitted
 * - `remediate`: it is changed until it complies
 * - `warn`: whoever applies it is told
 * - `audit`: it is only reported
 * - `none`: nothing, as the policy is switched off
 * - `by-binding`: as another object says that binds it
 * - `mixed`: not the same for each of its rules, or everywhere
 * - `unknown`: in words that the adapter does not know
 *
 * @public
 */
export const ENFORCEMENTS = [
  'deny',
  'remediate',
  'warn',
  'audit',
  'none',
  'by-binding',
  'mixed',
  'unknown',
] as const;

/** @public */
export type Enforcement = (typeof ENFORCEMENTS)[number];

/**
 * Whether a cluster complies with a policy, as the policy's hub counts it.
 *
 * @public
 */
export const COMPLIANCES = [
  'compliant',
  'non-compliant',
  'pending',
  'unknown',
] as const;

/** @public */
export type Compliance = (typeof COMPLIANCES)[number];

/**
 * A rule that things on clusters have to keep, as its engine has it: what it does,
 * and whether it works. Whether it is kept is said by findings.
 *
 * @public
 */
export const policyFactSchema = z.strictObject({
  ...factBaseShape,
  type: z.literal('policy'),
  engine: nameSchema,
  kind: nameSchema,
  namespace: nameSchema.optional(),
  name: nameSchema,
  /**
   * Whether the policy itself works: `healthy` is one that its engine has taken up
   * as it is now, `suspended` one that is switched off. It says nothing of whether
   * the policy is kept.
   */
  health: z.enum(HEALTH_STATES),
  message: textSchema.optional(),
  title: textSchema.optional(),
  description: textSchema.optional(),
  enforcement: z.enum(ENFORCEMENTS),
  severity: z.enum(SEVERITIES).optional(),
  categories: z.array(nameSchema).max(50),
  /** E.g. `NIST SP 800-53`, `PCI`. */
  standards: z.array(nameSchema).max(50),
  /** Of the standards, as its author words them, e.g. `CM-2 Baseline Configuration`. */
  controls: z.array(nameSchema).max(100),
  rules: z
    .array(
      z.strictObject({
        name: nameSchema,
        /** What it does, as the engine words it: `validate`, `mutate`, `generate`, … */
        action: nameSchema.optional(),
        enforcement: z.enum(ENFORCEMENTS).optional(),
      }),
    )
    .max(100),
  /** The number of rules before any cut. */
  rulesTotal: count,
  /** Whether it looks at what is there already, and not only at what comes. */
  background: z.boolean().optional(),
  /** Kinds that it speaks of, e.g. `Pod`, `apps/Deployment`; none where it does not say. */
  kinds: z.array(nameSchema).max(100),
  /** Namespaces that it does not speak of, as the engine words them. */
  excludedNamespaces: z.array(nameSchema).max(200),
  /**
   * What breaks it, as the engine counts it. Absent where the engine has not counted:
   * that is not none.
   */
  violations: z
    .strictObject({
      total: count,
      /** How many of them the engine lists, where it lists a part only. */
      listed: count.optional(),
    })
    .optional(),
  /** When the engine last looked. */
  evaluatedAt: timeSchema.optional(),
  /** The clusters that it is placed on, by the names that the hub gives them. */
  clusters: z
    .array(
      z.strictObject({
        name: nameSchema,
        namespace: nameSchema.optional(),
        compliance: z.enum(COMPLIANCES),
      }),
    )
    .max(5000)
    .optional(),
  /** The number of clusters before any cut. */
  clustersTotal: count.optional(),
  /** What places it, or what it is a part of. */
  references: z
    .array(
      z.strictObject({
        role: z.enum(['placement', 'binding', 'template', 'parent', 'policy']),
        kind: nameSchema,
        namespace: nameSchema.optional(),
        name: nameSchema,
      }),
    )
    .max(200),
});

/** @public */
export type PolicyFact = z.infer<typeof policyFactSchema>;
