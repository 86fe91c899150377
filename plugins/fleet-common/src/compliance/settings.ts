import { z } from 'zod';

/** A weight of nothing would hide what has it. */
const weight = z.number().positive().max(1000);
const days = z.union([z.number().positive().max(3650), z.literal('unlimited')]);
const share = z.number().min(0).max(1);
const approvals = z.number().int().min(1).max(10);
const names = z.array(z.string().min(1).max(253)).min(1).max(500);

const gradesSchema = z
  .strictObject({
    A: share.default(0.95),
    B: share.default(0.9),
    C: share.default(0.8),
    D: share.default(0.7),
  })
  .refine(({ A, B, C, D }) => A > B && B > C && C > D, {
    error: 'each grade needs less than the one before it',
  });

/**
 * On clusters that meet all that is named here policies are expected. The tier `unassigned`
 * is that of clusters without one; so it is with regions, environments and providers.
 */
const expectationSchema = z
  .strictObject({
    policies: names,
    /** Of any engine where absent. */
    engine: z.string().min(1).max(253).optional(),
    tiers: names.optional(),
    regions: names.optional(),
    environments: names.optional(),
    providers: names.optional(),
  })
  .refine(
    ({ tiers, regions, environments, providers }) =>
      tiers ?? regions ?? environments ?? providers,
    {
      error:
        'has to say on which clusters: by tiers, regions, environments or providers',
    },
  );

/**
 * How compliance is computed. All of it may be left out.
 *
 * @public
 */
export const complianceSettingsSchema = z.strictObject({
  /**
   * How much a unit weighs, by severity. What has none weighs as much as `medium`: it may
   * be anything. What its author calls information is none that is broken: alone it may
   * weigh nothing.
   */
  weights: z
    .strictObject({
      critical: weight.default(10),
      high: weight.default(5),
      medium: weight.default(2),
      low: weight.default(1),
      info: z.number().min(0).max(1000).default(0),
      unknown: weight.default(2),
    })
    .prefault({}),
  /**
   * How much of its weight a warning takes from a score. Not more than 1, so that an
   * exemption never takes less.
   */
  warnShare: share.default(0.5),
  /** Below this share of coverage there is no grade. */
  coverageForGrade: share.default(0.8),
  /** The least score of each grade, from 0 to 1; below the last it is F. */
  grades: gradesSchema.prefault({}),
  /** The best grade that what is overdue and critical allows. */
  overdueGrade: z.enum(['A', 'B', 'C', 'D', 'F']).default('C'),
  /**
   * In how many days a failure has to be repaired, by severity. From `high` on as FedRAMP's
   * Continuous Monitoring Strategy Guide has them; of what is critical, a week: CISA's
   * Binding Operational Directive 19-02 allows 15 days.
   */
  repairWithinDays: z
    .strictObject({
      critical: days.default(7),
      high: days.default(30),
      medium: days.default(90),
      low: days.default(180),
      info: days.default('unlimited'),
      unknown: days.default(90),
    })
    .prefault({}),
  /**
   * On which clusters a policy is expected, the first that names it. `*` in the name of a
   * policy stands for anything.
   */
  expectations: z.array(expectationSchema).max(500).default([]),
  exceptions: z
    .strictObject({
      /**
       * How many have to approve, by the severity of what is waived. What has none may be
       * critical.
       */
      approvals: z
        .strictObject({
          critical: approvals.default(2),
          high: approvals.default(1),
          medium: approvals.default(1),
          low: approvals.default(1),
          info: approvals.default(1),
          unknown: approvals.default(2),
        })
        .prefault({}),
      /** How many days before its end it is told of an exception that it expires. */
      expiringWithinDays: z
        .array(z.number().positive().max(365))
        .min(1)
        .max(10)
        .default([14, 7, 1]),
    })
    .prefault({}),
});

/**
 * Policies, and on which clusters they are expected.
 *
 * @public
 */
export type ComplianceExpectation = z.output<typeof expectationSchema>;

/** @public */
export type ComplianceSettings = z.output<typeof complianceSettingsSchema>;

/** @public */
export const DEFAULT_COMPLIANCE_SETTINGS: ComplianceSettings =
  complianceSettingsSchema.parse({});
