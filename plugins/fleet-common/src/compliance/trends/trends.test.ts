import { forSeeds, randomUnits, unit } from '../__testUtils__/units';
import { scoreOf } from '../scores/scoreOf';
import { countUnits } from '../units/countUnits';
import { keepUnproven } from '../units/keepUnproven';
import { COMPLIANCE_RESULTS } from '../units/results';
import { changesBetween } from './changesBetween';
import { compareSnapshots, snapshotOf } from './snapshotOf';
import { timeToRepair } from './timeToRepair';

const never = () => false;
const none = {
  appeared: 0,
  fixed: 0,
  exempted: 0,
  eased: 0,
  gone: 0,
  remaining: 0,
};

describe('changesBetween', () => {
  it.each([
    ['pass', 'fixed'],
    ['exempt', 'exempted'],
    ['warn', 'eased'],
    ['skip', 'gone'],
    ['fail', 'remaining'],
    ['error', 'remaining'],
    ['not-evaluated', 'remaining'],
  ] as const)('of a failure that is %s now is %s', (result, fate) => {
    expect(changesBetween([unit('fail')], [unit(result)], never)).toEqual({
      ...none,
      [fate]: 1,
    });
  });

  it('of a failure that vanished needs a proof', () => {
    const changes = (isProven: boolean) =>
      changesBetween([unit('fail')], [], () => isProven);
    expect(changes(false)).toEqual({ ...none, remaining: 1 });
    expect(changes(true)).toEqual({ ...none, gone: 1 });
  });

  it.each(COMPLIANCE_RESULTS.filter(result => result !== 'fail'))(
    'of what was %s and fails is new',
    result => {
      expect(changesBetween([unit(result)], [unit('fail')], never)).toEqual({
        ...none,
        appeared: 1,
      });
    },
  );

  it('of what its engine lists in part is told by how many there are', () => {
    const rest = (count: number) =>
      unit('fail', { resource: undefined, unlisted: true, count });
    const listed = (...names: string[]) =>
      names.map(resource => unit('fail', { resource }));
    // Others are listed, and there are as many.
    expect(
      changesBetween(
        [...listed('a', 'b'), rest(8)],
        [...listed('c', 'd'), rest(8)],
        never,
      ),
    ).toEqual({ ...none, remaining: 10 });
    expect(
      changesBetween(
        [...listed('a', 'b'), rest(8)],
        listed('a', 'b', 'c'),
        never,
      ),
    ).toEqual({ ...none, remaining: 3, gone: 7 });
    expect(changesBetween(listed('a'), [rest(30)], never)).toEqual({
      ...none,
      remaining: 1,
      appeared: 29,
    });
    const whole = unit('pass', { resource: undefined });
    expect(changesBetween([rest(3)], [whole], never)).toEqual({
      ...none,
      gone: 3,
    });
    // Nobody has counted again.
    expect(changesBetween([rest(3)], [], never)).toEqual({
      ...none,
      remaining: 3,
    });
  });

  it('accounts for every failure of both times', () => {
    forSeeds(200, random => {
      const single = (units: ReturnType<typeof randomUnits>) =>
        units.map((each, index) => {
          const { count: _, ...one } = each;
          return { ...one, resource: String(index) };
        });
      const before = single(randomUnits(random, 30));
      const told = before
        .filter(() => random.chance(0.7))
        .map(each => ({ ...each, result: random.of(COMPLIANCE_RESULTS) }));
      const isGone = () => random.chance(0.5);
      const proofs = new Map(before.map(each => [each.resource, isGone()]));
      const isProven = ({ resource = '' }: { resource?: string }) =>
        proofs.get(resource) ?? false;
      const now = keepUnproven(before, told, isProven);
      const { appeared, fixed, exempted, eased, gone, remaining } =
        changesBetween(before, now, isProven);
      const failing = (units: typeof before) =>
        units.filter(({ result }) => result === 'fail').length;
      expect(fixed + exempted + eased + gone + remaining).toBe(failing(before));
      // Those of which nobody knows, now, whether they still fail, are among the remaining.
      const open = now.filter(
        each =>
          ['error', 'not-evaluated'].includes(each.result) &&
          before.find(
            ({ resource, result }) =>
              resource === each.resource && result === 'fail',
          ),
      ).length;
      expect(appeared + remaining - open).toBe(failing(now as typeof before));
    });
  });
});

describe('snapshotOf', () => {
  const counts = countUnits([
    unit('pass', { severity: 'high', count: 8 }),
    unit('fail', { severity: 'high' }),
    unit('fail', { severity: 'critical' }),
    unit('warn', { severity: 'low', count: 2 }),
    unit('error', { count: 3 }),
    unit('exempt', { count: 4 }),
    unit('not-evaluated', { count: 5 }),
    unit('skip', { count: 6 }),
  ]);
  const coverage = { evaluated: 7, expected: 10 };

  it('keeps score and coverage apart, with what they are made from', () => {
    const changes = { ...none, appeared: 2, fixed: 1, remaining: 9 };
    // kept 40; counted 40 + 5 + 10 + 1 + 3 + 4 = 63
    expect(
      snapshotOf({ day: '2026-11-29', counts, coverage, changes }),
    ).toEqual({
      day: '2026-11-29',
      score: 40 / 63,
      weight: { kept: 40, counted: 63 },
      coverage,
      failures: {
        critical: 1,
        high: 1,
        medium: 0,
        low: 0,
        info: 0,
        unknown: 0,
      },
      passed: 8,
      warned: 2,
      errors: 3,
      exempt: 4,
      notEvaluated: 5,
      changes: { appeared: 2, fixed: 1, exempted: 0, eased: 0, gone: 0 },
    });
  });

  it('of nothing has no score, and no changes that nobody knows', () => {
    const snapshot = snapshotOf({
      day: '2026-11-29',
      counts: countUnits([]),
      coverage: { evaluated: 0, expected: 0 },
    });
    expect(snapshot).not.toHaveProperty('score');
    expect(snapshot).not.toHaveProperty('changes');
  });

  it('is compared with another, where both know', () => {
    const earlier = snapshotOf({ day: '2026-11-28', counts, coverage });
    const laterCounts = countUnits([
      unit('pass', { severity: 'high', count: 8 }),
      unit('fail', { severity: 'medium', count: 3 }),
    ]);
    const later = snapshotOf({
      day: '2026-11-29',
      counts: laterCounts,
      coverage: { evaluated: 5, expected: 10 },
    });
    const difference = compareSnapshots(earlier, later);
    expect(difference.score).toBeCloseTo(40 / 46 - 40 / 63, 12);
    expect(difference.coverage).toBeCloseTo(-0.2, 12);
    expect(difference).toMatchObject({
      failures: { critical: -1, high: -1, medium: 3, low: 0 },
      exempt: -4,
      notEvaluated: -5,
    });
  });

  it('is not compared with one that knows nothing', () => {
    const nothing = snapshotOf({
      day: '2026-11-28',
      counts: countUnits([]),
      coverage: { evaluated: 0, expected: 0 },
    });
    const difference = compareSnapshots(
      nothing,
      snapshotOf({ day: '2026-11-29', counts, coverage }),
    );
    expect(difference).not.toHaveProperty('score');
    expect(difference).not.toHaveProperty('coverage');
    expect(difference.failures.critical).toBe(1);
  });

  it('of parts adds up to that of the whole', () => {
    forSeeds(100, random => {
      const units = randomUnits(random, 30);
      const at = random.below(units.length + 1);
      const [left, right] = [units.slice(0, at), units.slice(at)].map(
        part =>
          snapshotOf({ day: 'x', counts: countUnits(part), coverage }).weight,
      );
      expect(left.kept + right.kept).toBe(scoreOf(units).weight.kept);
      expect(left.counted + right.counted).toBe(scoreOf(units).weight.counted);
    });
  });
});

describe('timeToRepair', () => {
  it('is the median and the mean of what was repaired, and tells apart what is open', () => {
    expect(
      timeToRepair(
        [
          { firstFailedAt: 0, fixedAt: 10 },
          { firstFailedAt: 100, fixedAt: 120 },
          { firstFailedAt: 100, fixedAt: 190 },
          { firstFailedAt: 0, fixedAt: 40 },
          { firstFailedAt: 0 },
          { firstFailedAt: 900 },
          { firstFailedAt: 700 },
        ],
        1_000,
      ),
    ).toEqual({
      // Of 10, 20, 40 and 90: 0.9 of the way from the first to the last is 40 + 0.7 · 50.
      repaired: { count: 4, median: 30, p90: 75, mean: 40 },
      open: { count: 3, medianAtLeast: 300, longestAtLeast: 1_000 },
      undated: 0,
    });
  });

  it('knows no time of nothing', () => {
    expect(timeToRepair([], 1_000)).toEqual({
      repaired: { count: 0 },
      open: { count: 0 },
      undated: 0,
    });
  });

  it('makes no figure of times that cannot be', () => {
    expect(
      timeToRepair(
        [
          { fixedAt: 5 },
          {},
          { firstFailedAt: 10, fixedAt: 9 },
          { firstFailedAt: 1_001 },
          { firstFailedAt: NaN, fixedAt: 10 },
          { firstFailedAt: 10, fixedAt: 10 },
        ],
        1_000,
      ),
    ).toEqual({
      repaired: { count: 1, median: 0, p90: 0, mean: 0 },
      open: { count: 0 },
      undated: 5,
    });
  });
});
