import {
  complianceSettingsSchema,
  DEFAULT_COMPLIANCE_SETTINGS,
} from './settings';

describe('complianceSettingsSchema', () => {
  it('has defaults for all of it', () => {
    expect(DEFAULT_COMPLIANCE_SETTINGS).toMatchObject({
      weights: {
        critical: 10,
        high: 5,
        medium: 2,
        low: 1,
        info: 0,
        unknown: 2,
      },
      warnShare: 0.5,
      coverageForGrade: 0.8,
      grades: { A: 0.95, B: 0.9, C: 0.8, D: 0.7 },
      overdueGrade: 'C',
      expectations: [],
      exceptions: {
        approvals: { critical: 2, high: 1, unknown: 2 },
        expiringWithinDays: [14, 7, 1],
      },
    });
  });

  it('keeps the defaults of what is left out', () => {
    const { weights } = complianceSettingsSchema.parse({ weights: { low: 3 } });
    expect(weights).toMatchObject({ low: 3, critical: 10 });
  });

  it.each([
    ['a weight of nothing', { weights: { unknown: 0 } }],
    ['a weight of less', { weights: { info: -1 } }],
    ['no number', { weights: { low: NaN } }],
    ['no end', { weights: { low: Infinity } }],
    ['a warning that takes more than a failure', { warnShare: 1.1 }],
    ['a share of more than all', { coverageForGrade: 80 }],
    ['a grade that is easier than a worse one', { grades: { B: 0.99 } }],
    ['two grades of one score', { grades: { C: 0.7 } }],
    ['an unknown severity', { weights: { severe: 1 } }],
    ['no approval', { exceptions: { approvals: { low: 0 } } }],
    [
      'an expectation of no tiers',
      { expectations: [{ policies: ['*'], tiers: [] }] },
    ],
    [
      'an expectation that says nothing of clusters',
      { expectations: [{ policies: ['*'], engine: 'kyverno' }] },
    ],
    ['a limit of no days', { repairWithinDays: { high: 0 } }],
  ])('refuses %s', (_, settings) => {
    expect(complianceSettingsSchema.safeParse(settings).success).toBe(false);
  });
});
