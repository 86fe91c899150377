import { z } from 'zod';
import { normalisedRef } from '../mapping/namespaceOwners';
import { entityReference } from './namespaceOwnerSchema';

const TARGETS = ['owner', 'system', 'component', 'cluster'] as const;

/** What a budget is of. */
export type BudgetTarget = (typeof TARGETS)[number];

/** How much may be spent by one of them. */
export const budgetSchema = z
  .strictObject({
    owner: entityReference.optional(),
    system: entityReference.optional(),
    component: entityReference.optional(),
    /** As its source calls it. */
    cluster: z.string().min(1).max(253).optional(),
    limit: z.number().min(0).max(1e15),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'has to be an ISO 4217 code')
      .optional(),
    period: z.enum(['week', 'month', 'quarter']).default('month'),
    thresholds: z.array(z.number().min(1).max(1000)).max(20).optional(),
  })
  .superRefine((budget, context) => {
    if (TARGETS.filter(key => budget[key] !== undefined).length !== 1) {
      context.addIssue({
        code: 'custom',
        message: `has to say what it is of: by one of ${TARGETS.join(', ')}`,
      });
    }
  });

/** What may be configured of costs. */
export const costSchema = z.strictObject({
  anomalies: z
    .strictObject({
      /** What a day has to differ by, in units of the currency. */
      floor: z.number().min(0).max(1e12).default(5),
    })
    .prefault({}),
  history: z
    .strictObject({
      /** What cost less on a day is one sum of its namespace and component later. */
      floor: z.number().min(0).max(1e12).default(0.05),
      /** So many days are kept by workload, whatever it costs. */
      detailDays: z.number().int().min(8).max(396).default(35),
    })
    .prefault({}),
  promotion: z
    .strictObject({
      /** What a promotion may cost more each month, in units of the currency; what budgets leave where absent. */
      limitPerMonth: z.number().min(0).max(1e12).optional(),
    })
    .prefault({}),
});

export type CostConfig = z.output<typeof costSchema>;

export type ConfiguredBudget = z.output<typeof budgetSchema>;

/** All that is configured of costs. */
export type CostSettings = CostConfig & {
  budgets: readonly ConfiguredBudget[];
};

/** As it is where nothing is configured. */
export const DEFAULT_COST_CONFIG: CostConfig = costSchema.parse({});

/**
 * A budget with the reference of what it is of as the catalog writes it; owners are groups
 * where they do not say what they are.
 */
export function toBudget(budget: ConfiguredBudget): ConfiguredBudget {
  const { owner, system, component } = budget;
  return {
    ...budget,
    ...(owner !== undefined && { owner: normalisedRef(owner, 'group') }),
    ...(system !== undefined && { system: normalisedRef(system, 'system') }),
    ...(component !== undefined && {
      component: normalisedRef(component, 'component'),
    }),
  };
}
