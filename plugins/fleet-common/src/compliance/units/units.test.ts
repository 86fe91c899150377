import { FINDING_RESULTS } from '../../facts';
import { forSeeds, randomUnits, unit } from '../__testUtils__/units';
import { policyKeyOf } from './complianceUnit';
import {
  addCounts,
  countUnits,
  noCounts,
  resultsOf,
  severitiesOf,
} from './countUnits';
import { keepUnproven } from './keepUnproven';
import { mergeRules } from './mergeRules';
import { complianceResultOf, worstResult } from './results';
import { unitOfViolations } from './unitOfViolations';

const never = () => false;
const always = () => true;

describe('complianceResultOf', () => {
  it.each([
    ['pass', 'pass', 'not-evaluated'],
    ['fail', 'fail', 'fail'],
    ['warn', 'warn', 'warn'],
    ['error', 'error', 'error'],
    ['skip', 'skip', 'not-evaluated'],
    ['exempt', 'exempt', 'exempt'],
    ['unknown', 'not-evaluated', 'not-evaluated'],
  ] as const)('of %s is %s, and %s where it is stale', (result, now, then) => {
    expect(complianceResultOf(result, { stale: false })).toBe(now);
    expect(complianceResultOf(result, { stale: true })).toBe(then);
  });

  it('never makes anything good that is stale', () => {
    const results = FINDING_RESULTS.map(result =>
      complianceResultOf(result, { stale: true }),
    );
    expect(results).not.toContain('pass');
    expect(results).toHaveLength(7);
  });
});

describe('worstResult', () => {
  it.each([
    [['pass', 'fail', 'exempt'], 'fail'],
    [['pass', 'error', 'exempt'], 'error'],
    [['warn', 'exempt'], 'exempt'],
    [['warn', 'not-evaluated'], 'warn'],
    [['pass', 'not-evaluated'], 'not-evaluated'],
    [['pass', 'skip'], 'pass'],
    [['skip'], 'skip'],
    [[], 'not-evaluated'],
  ] as const)('of %j is %s', (results, expected) => {
    expect(worstResult(results)).toBe(expected);
  });
});

describe('policyKeyOf', () => {
  it('lets no engine speak for the policy of another', () => {
    expect(policyKeyOf({ engine: 'kyverno', policy: 'a/b' })).toBe(
      'kyverno/a/b',
    );
    const keys = [
      ['a', 'b/c'],
      ['a/b', 'c'],
      ['a%2Fb', 'c'],
    ].map(([engine, policy]) => policyKeyOf({ engine, policy }));
    expect(new Set(keys).size).toBe(3);
  });
});

describe('countUnits', () => {
  it('counts by severity and result, and as many as each stands for', () => {
    const counts = countUnits([
      unit('fail', { severity: 'high', count: 180 }),
      unit('fail', { severity: 'high' }),
      unit('pass', { severity: undefined }),
      unit('skip', { severity: 'low', count: 0 }),
    ]);
    expect(counts.high.fail).toBe(181);
    expect(counts.unknown.pass).toBe(1);
    expect(counts.low.skip).toBe(0);
    expect(resultsOf(counts)).toEqual({
      pass: 1,
      fail: 181,
      warn: 0,
      error: 0,
      skip: 0,
      exempt: 0,
      'not-evaluated': 0,
    });
    expect(severitiesOf(counts, 'fail')).toMatchObject({ high: 181, low: 0 });
  });

  it.each([-1, 1.5, NaN, Infinity])('refuses a count of %s', count => {
    expect(() => countUnits([unit('pass', { count })])).toThrow(
      new RangeError(`A unit cannot stand for '${count}' units`),
    );
  });

  it('of parts adds up to that of the whole', () => {
    forSeeds(200, random => {
      const units = randomUnits(random, 40);
      const at = random.below(units.length + 1);
      expect(
        addCounts([
          countUnits(units.slice(0, at)),
          countUnits(units.slice(at)),
          noCounts(),
        ]),
      ).toEqual(countUnits(units));
    });
  });
});

describe('mergeRules', () => {
  it('makes one unit of the rules of a policy for one resource', () => {
    const merged = mergeRules([
      unit('pass', {
        severity: 'critical',
        controls: ['1'],
        standards: ['cis'],
      }),
      unit('fail', {
        severity: 'low',
        firstFailedAt: 30,
        controls: ['2', '1'],
      }),
      unit('fail', { severity: undefined, firstFailedAt: 20, stale: true }),
      unit('warn', { severity: undefined, firstFailedAt: 10 }),
    ]);
    expect(merged).toEqual([
      unit('fail', {
        severity: 'critical',
        firstFailedAt: 20,
        stale: true,
        controls: ['1', '2'],
        standards: ['cis'],
      }),
    ]);
  });

  it('has no severity where none of them has', () => {
    const none = { severity: undefined };
    const [merged] = mergeRules([unit('pass', none), unit('warn', none)]);
    expect(merged).toMatchObject({ result: 'warn', stale: false });
    expect(merged).not.toHaveProperty('severity');
    expect(merged).not.toHaveProperty('firstFailedAt');
  });

  it.each([
    ['resources', { resource: 'shop/Deployment/pay' }],
    ['policies', { policy: 'require-owner' }],
    ['engines', { engine: 'polaris' }],
    ['clusters', { cluster: 'two' }],
  ])('keeps apart what is of two %s', (_, other) => {
    const units = [unit('pass'), unit('fail', other)];
    expect(mergeRules(units)).toEqual(units);
  });

  it('leaves alone what is about no single resource', () => {
    const whole = { resource: undefined };
    const units = [unit('pass', whole), unit('fail', whole)];
    expect(mergeRules(units)).toEqual(units);
  });
});

describe('unitOfViolations', () => {
  const { result: _, resource: _resource, ...about } = unit('fail');

  it.each([
    [{ total: 180, listed: 20 }, 20, 160],
    [{ total: 180 }, 0, 180],
  ])(
    'counts all of %j where %s are units already',
    (violations, listed, rest) => {
      expect(unitOfViolations(about, violations, listed)).toEqual({
        ...about,
        result: 'fail',
        count: rest,
        unlisted: true,
      });
    },
  );

  it('is a pass of the cluster where nothing was found, while that is current', () => {
    expect(unitOfViolations(about, { total: 0 }, 0)).toEqual({
      ...about,
      result: 'pass',
    });
    expect(
      unitOfViolations({ ...about, stale: true }, { total: 0 }, 0),
    ).toMatchObject({ result: 'not-evaluated' });
  });

  it.each([
    ['nothing was counted', undefined, 0],
    ['all are listed', { total: 3 }, 3],
    ['more are listed than were counted', { total: 3 }, 4],
    ['none was counted and one is listed', { total: 0 }, 1],
  ])('is nothing where %s', (_name, violations, listed) => {
    expect(unitOfViolations(about, violations, listed)).toBeUndefined();
  });
});

describe('keepUnproven', () => {
  const gone = { resource: 'shop/Pod/gone' };

  it.each([
    ['fail', 'fail'],
    ['exempt', 'exempt'],
    ['error', 'error'],
    ['warn', 'warn'],
    ['pass', 'not-evaluated'],
    ['skip', 'not-evaluated'],
    ['not-evaluated', 'not-evaluated'],
  ] as const)('keeps a %s that vanished as %s, and stale', (was, is) => {
    expect(keepUnproven([unit(was, gone)], [unit('pass')], never)).toEqual([
      unit('pass'),
      unit(is, { ...gone, stale: true }),
    ]);
  });

  it('keeps nothing that is proven to be gone, or is still there', () => {
    expect(keepUnproven([unit('fail', gone)], [], always)).toEqual([]);
    expect(keepUnproven([unit('fail')], [unit('pass')], never)).toEqual([
      unit('pass'),
    ]);
  });

  it('counts what is no longer listed among what its engine counts, and once', () => {
    const rest = (count: number) =>
      unit('fail', { resource: undefined, unlisted: true, count });
    const before = [unit('fail', gone), rest(10)];
    expect(keepUnproven(before, [rest(11)], never)).toEqual([rest(11)]);
    // All that is left is listed again: the count of then is over.
    expect(keepUnproven([rest(10)], [unit('fail')], never)).toEqual([
      unit('fail'),
    ]);
    // Nobody has counted again.
    expect(keepUnproven([rest(10)], [], never)).toEqual([
      { ...rest(10), stale: true },
    ]);
  });

  it('lets what breaks a policy stand in for what kept it as a whole', () => {
    const whole = unit('pass', { resource: undefined });
    expect(keepUnproven([whole], [unit('fail')], never)).toEqual([
      unit('fail'),
    ]);
    const failed = unit('fail', { resource: undefined });
    expect(keepUnproven([failed], [unit('pass')], never)).toEqual([
      unit('pass'),
      { ...failed, stale: true },
    ]);
  });
});
