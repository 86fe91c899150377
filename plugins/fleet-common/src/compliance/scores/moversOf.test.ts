import { forSeeds, randomUnits, unit } from '../__testUtils__/units';
import { complianceSettingsSchema } from '../settings';
import { policyKeyOf } from '../units/complianceUnit';
import { moversOf } from './moversOf';
import { scoreOf } from './scoreOf';

const A = 'group:default/a';
const B = 'group:default/b';

describe('moversOf', () => {
  it('tells what would move the score most, and whose it is', () => {
    // kept 80 of 100: critical 10 of a; two of high of b on two clusters.
    const movers = moversOf([
      unit('pass', { count: 80 }),
      unit('fail', { policy: 'p', severity: 'critical', owner: A }),
      unit('fail', { policy: 'q', severity: 'high', owner: B }),
      unit('error', {
        policy: 'q',
        severity: 'high',
        owner: B,
        cluster: 'two',
      }),
    ]);
    const gains = movers.map(({ gain, ...mover }) => ({
      ...mover,
      gain: gain.toFixed(6),
    }));
    // Of equal gain the worse severity is first.
    expect(gains).toEqual([
      {
        engine: 'kyverno',
        policy: 'p',
        owner: A,
        severity: 'critical',
        units: 1,
        clusters: 1,
        gain: '0.100000',
        score: 0.9,
        percent: 90,
      },
      {
        engine: 'kyverno',
        policy: 'q',
        owner: B,
        severity: 'high',
        units: 2,
        clusters: 2,
        gain: '0.100000',
        score: 0.9,
        percent: 90,
      },
    ]);
  });

  it('counts a warning in full once it is kept', () => {
    // 1 of 1.5, then 2 of 2.
    const [mover] = moversOf([unit('pass'), unit('warn', { policy: 'w' })]);
    expect(mover.score).toBe(1);
    expect(mover.gain).toBeCloseTo(1 / 3, 12);
  });

  it('does not ask for what is exempt, skipped or not evaluated to be repaired', () => {
    expect(
      moversOf([
        unit('pass'),
        unit('exempt'),
        unit('skip'),
        unit('not-evaluated'),
      ]),
    ).toEqual([]);
  });

  it('tells of no more than three, and of as many as are asked for', () => {
    const units = ['a', 'b', 'c', 'd', 'e'].map(policy =>
      unit('fail', { policy }),
    );
    expect(moversOf(units).map(({ policy }) => policy)).toEqual([
      'a',
      'b',
      'c',
    ]);
    expect(moversOf(units, undefined, 5)).toHaveLength(5);
  });

  it('keeps apart what belongs to several, and says what belongs to nobody', () => {
    const movers = moversOf([
      unit('fail', { owner: B }),
      unit('fail'),
      unit('fail', { owner: A }),
    ]);
    expect(movers.map(({ owner }) => owner)).toEqual([A, B, undefined]);
  });

  it.each([
    ['where there is no score', [unit('skip')]],
    ['that weighs nothing', [unit('pass'), unit('fail', { severity: 'info' })]],
    ['that is none', [unit('pass'), unit('fail', { count: 0 })]],
  ])('tells of nothing %s', (_, units) => {
    expect(moversOf(units)).toEqual([]);
  });

  it('tells of no warning alone where warnings do not count', () => {
    const settings = complianceSettingsSchema.parse({ warnShare: 0 });
    expect(moversOf([unit('warn')], settings)).toEqual([]);
  });

  it('gains what the score is better by once it is kept, in the same order whatever the order', () => {
    let seen = 0;
    forSeeds(150, random => {
      const units = randomUnits(random, 25);
      const movers = moversOf(units, undefined, 100);
      for (const mover of movers) {
        const repaired = units.map(each =>
          policyKeyOf(each) === policyKeyOf(mover) &&
          each.owner === mover.owner &&
          ['fail', 'error', 'warn'].includes(each.result)
            ? { ...each, result: 'pass' as const }
            : each,
        );
        const before = scoreOf(units).score!;
        const after = scoreOf(repaired).score!;
        expect(mover.score).toBeCloseTo(after, 12);
        expect(mover.gain).toBeCloseTo(after - before, 12);
        seen += 1;
      }
      expect(moversOf([...units].reverse(), undefined, 100)).toEqual(movers);
      const gains = movers.map(({ gain }) => gain);
      expect(gains).toEqual([...gains].sort((a, b) => b - a));
    });
    expect(seen).toBeGreaterThan(300);
  });
});
