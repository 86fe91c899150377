import { FACT_TYPES } from '@fleetview/backstage-plugin-fleet-common';
import { z } from 'zod';
import { SKIP_REASONS } from '../adapters';

/**
 * What every kind must have a fixture for, or a reason why it cannot.
 *
 * @public
 */
export const REQUIRED_SCENARIOS = [
  'healthy',
  'degraded',
  'progressing',
  'no-status',
  'stale-generation',
  'malformed',
] as const;

const caseSchema = z.strictObject({
  fixture: z.string(),
  /** One of the required ones, or a name of its own. */
  scenario: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  /** Part of each fact, in order; the number of facts is exact. */
  facts: z.array(z.looseObject({ type: z.enum(FACT_TYPES) })).optional(),
  /** Fields that the fact with the same position must not have. */
  absent: z.array(z.array(z.string())).optional(),
  skipped: z.enum(SKIP_REASONS).optional(),
  /** Part of the skip's detail. */
  detail: z.string().optional(),
});

/**
 * The content of an adapter's `cases.yaml`: by kind, what each fixture must
 * become.
 *
 * @public
 */
export const casesSchema = z.record(
  z.string(),
  z.strictObject({
    /** Required scenarios that the kind cannot be in, each with the reason. */
    notApplicable: z
      .partialRecord(z.enum(REQUIRED_SCENARIOS), z.string().min(10))
      .optional(),
    cases: z.array(
      caseSchema.refine(
        entry => (entry.facts === undefined) !== (entry.skipped === undefined),
        { error: 'needs either facts or skipped' },
      ),
    ),
  }),
);

/** @public */
export type AdapterCases = z.output<typeof casesSchema>;

/** @public */
export type AdapterCase = AdapterCases[string]['cases'][number];
