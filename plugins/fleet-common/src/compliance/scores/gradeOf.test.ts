import { unit } from '../__testUtils__/units';
import { complianceSettingsSchema } from '../settings';
import { gradeOf } from './gradeOf';
import { overdueOf } from './overdueOf';
import { scoreOf } from './scoreOf';

const DAY = 24 * 60 * 60 * 1000;
const NOW = 1_000 * DAY;
const none = overdueOf([], NOW);

describe('gradeOf', () => {
  it.each([
    [1, 'A'],
    [0.95, 'A'],
    [0.95 - Number.EPSILON, 'B'],
    [0.9, 'B'],
    [0.8999, 'C'],
    [0.8, 'C'],
    [0.7999, 'D'],
    [0.7, 'D'],
    [0.6999, 'F'],
    [0, 'F'],
  ] as const)('of a score of %s is %s', (score, grade) => {
    expect(gradeOf(score, 1, none)).toEqual({ grade });
  });

  it.each([
    [undefined, 1, 'no-score'],
    [undefined, undefined, 'no-score'],
    [1, undefined, 'coverage-unknown'],
    [1, 0.8 - Number.EPSILON, 'coverage'],
    [1, 0, 'coverage'],
  ] as const)(
    'of a score of %s and a coverage of %s is none: %s',
    (score, coverage, noGrade) => {
      expect(gradeOf(score, coverage, none)).toEqual({ noGrade });
    },
  );

  it('is there from the coverage on that it needs', () => {
    expect(gradeOf(1, 4 / 5, none)).toEqual({ grade: 'A' });
    const settings = complianceSettingsSchema.parse({ coverageForGrade: 0.9 });
    expect(gradeOf(1, 0.89, none, settings)).toEqual({ noGrade: 'coverage' });
  });

  const overdue = overdueOf(
    [unit('fail', { severity: 'critical', firstFailedAt: NOW - 8 * DAY })],
    NOW,
  );

  it.each([
    [1, { grade: 'C', cappedBy: 'overdue-critical' }],
    [0.9, { grade: 'C', cappedBy: 'overdue-critical' }],
    [0.85, { grade: 'C' }],
    [0.75, { grade: 'D' }],
    [0.1, { grade: 'F' }],
  ])(
    'of a score of %s is %j while a critical failure is overdue',
    (score, expected) => {
      expect(gradeOf(score, 1, overdue)).toEqual(expected);
    },
  );

  it('is capped, too, where nobody knows since when a critical failure is there', () => {
    const undated = overdueOf([unit('fail', { severity: 'critical' })], NOW);
    expect(gradeOf(1, 1, undated)).toEqual({
      grade: 'C',
      cappedBy: 'undated-critical',
    });
  });

  it('is free again once the failure is exempt, while the score is not better', () => {
    const kept = unit('pass', { severity: 'critical', count: 99 });
    const failing = unit('fail', {
      severity: 'critical',
      firstFailedAt: NOW - 8 * DAY,
    });
    const gradeWith = (units: ReturnType<typeof unit>[]) =>
      gradeOf(scoreOf(units).score, 1, overdueOf(units, NOW));
    const exempt = { ...failing, result: 'exempt' as const };
    expect(gradeWith([kept, failing])).toMatchObject({ grade: 'C' });
    expect(gradeWith([kept, exempt])).toEqual({ grade: 'A' });
    expect(scoreOf([kept, exempt]).score).toBe(scoreOf([kept, failing]).score);
  });

  it('is capped at another grade where that is configured', () => {
    const settings = complianceSettingsSchema.parse({ overdueGrade: 'F' });
    expect(gradeOf(1, 1, overdue, settings)).toEqual({
      grade: 'F',
      cappedBy: 'overdue-critical',
    });
  });
});

describe('overdueOf', () => {
  it.each([
    ['critical', 7],
    ['high', 30],
    ['medium', 90],
    ['low', 180],
    [undefined, 90],
  ] as const)('of %s is what fails for more than %s days', (severity, days) => {
    const failing = (age: number) =>
      overdueOf(
        [unit('fail', { severity, count: 3, firstFailedAt: NOW - age })],
        NOW,
      ).overdue[severity ?? 'unknown'];
    expect(failing(days * DAY)).toBe(0);
    expect(failing(days * DAY + 1)).toBe(3);
  });

  it('knows no failure that is overdue where there is no limit', () => {
    const { overdue, undated } = overdueOf(
      [
        unit('fail', { severity: 'info', firstFailedAt: 0 }),
        unit('fail', { severity: 'info' }),
      ],
      NOW,
    );
    expect([overdue.info, undated.info]).toEqual([0, 0]);
  });

  it('looks at failures alone', () => {
    const since = { severity: 'critical', firstFailedAt: 0 } as const;
    const { overdue } = overdueOf(
      [unit('warn', since), unit('exempt', since), unit('error', since)],
      NOW,
    );
    expect(overdue.critical).toBe(0);
  });

  it('tells apart what nobody knows the beginning of', () => {
    const { overdue, undated } = overdueOf(
      [unit('fail', { severity: 'high', count: 5 })],
      NOW,
    );
    expect([overdue.high, undated.high]).toEqual([0, 5]);
  });
});
