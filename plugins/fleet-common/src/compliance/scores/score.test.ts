import type { Severity } from '../../facts';
import {
  forSeeds,
  randomUnit,
  randomUnits,
  unit,
} from '../__testUtils__/units';
import { complianceSettingsSchema } from '../settings';
import type { ComplianceUnit } from '../units/complianceUnit';
import { addCounts, countUnits } from '../units/countUnits';
import { mergeRules } from '../units/mergeRules';
import { COMPLIANCE_RESULTS, type ComplianceResult } from '../units/results';
import { flooredPercent } from './flooredPercent';
import { scoreOf, scoreOfCounts } from './scoreOf';

const percent = (
  ...units: [Severity | undefined, ComplianceResult, number?][]
) =>
  scoreOf(
    units.map(([severity, result, count]) =>
      unit(result, { severity, ...(count !== undefined && { count }) }),
    ),
  ).percent;

describe('flooredPercent', () => {
  it.each([
    [0, 1, 0],
    [1, 1, 100],
    [2, 3, 66.6],
    [1, 3, 33.3],
    [9_999, 10_000, 99.9],
    [999, 1_000, 99.9],
    [9_995, 10_000, 99.9],
    // Division of these leaves a little less, or more, than the tenth that it is.
    [29, 100, 29],
    [57, 100, 57],
    [1_001, 1_000, 100.1],
    // Division of these gives 1.
    [9_007_199_254_740_970, 9_007_199_254_740_971, 99.9],
  ])('of %s in %s is %s', (part, whole, expected) => {
    expect(flooredPercent(part, whole)).toBe(expected);
  });

  it.each([0, NaN, -1])('of something in %s is nothing', whole => {
    expect(flooredPercent(1, whole)).toBeUndefined();
  });

  it('is the largest tenth that is not too much, for all whole numbers', () => {
    const wrong: string[] = [];
    for (let whole = 1; whole <= 400; whole += 1) {
      for (let part = 0; part <= whole; part += 1) {
        const tenths = Math.round(flooredPercent(part, whole)! * 10);
        const isRight =
          tenths * whole <= part * 1000 && (tenths + 1) * whole > part * 1000;
        if (!isRight) wrong.push(`${part} in ${whole}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('scoreOf', () => {
  it('weighs by severity', () => {
    // 10 of low weigh as much as one of critical; five of medium as two of high.
    expect(percent(['critical', 'fail'], ['low', 'pass', 10])).toBe(50);
    expect(percent(['high', 'pass', 2], ['medium', 'fail', 5])).toBe(50);
    expect(percent([undefined, 'fail'], ['medium', 'pass'])).toBe(50);
    expect(percent(['info', 'fail', 99], ['low', 'pass'])).toBe(100);
  });

  it('counts against it all of a failure, an error and an exemption, and half of a warning', () => {
    expect(percent(['low', 'pass'], ['low', 'fail'])).toBe(50);
    expect(percent(['low', 'pass'], ['low', 'error'])).toBe(50);
    expect(percent(['low', 'pass'], ['low', 'exempt'])).toBe(50);
    expect(percent(['low', 'pass'], ['low', 'warn', 2])).toBe(50);
    expect(percent(['low', 'pass'], ['low', 'warn'])).toBe(66.6);
  });

  it('leaves out what does not apply, and what was not evaluated', () => {
    expect(
      percent(
        ['low', 'pass'],
        ['high', 'skip', 9],
        ['high', 'not-evaluated', 9],
      ),
    ).toBe(100);
  });

  it('is computed by hand', () => {
    // kept 10·4 + 5·3 + 2·1 + 1·2 = 59; counted 10·5 + 5·3.5 + 2·2 + 1·3 + 2·1 = 76.5
    const { score, weight, results } = scoreOf([
      unit('pass', { severity: 'critical', count: 4 }),
      unit('fail', { severity: 'critical' }),
      unit('pass', { severity: 'high', count: 3 }),
      unit('warn', { severity: 'high' }),
      unit('pass', { severity: 'medium' }),
      unit('error', { severity: 'medium' }),
      unit('pass', { severity: 'low', count: 2 }),
      unit('exempt', { severity: 'low' }),
      unit('fail', { severity: undefined }),
    ]);
    expect(weight).toEqual({ kept: 59, counted: 76.5 });
    expect(score).toBe(59 / 76.5);
    expect(results).toMatchObject({ pass: 10, fail: 2, warn: 1, exempt: 1 });
  });

  it.each<[string, ComplianceUnit[]]>([
    ['nothing', []],
    ['what does not apply', [unit('skip')]],
    ['what was not evaluated', [unit('not-evaluated')]],
    ['none of what passes', [unit('pass', { count: 0 })]],
    ['what weighs nothing', [unit('fail', { severity: 'info' })]],
  ])('is not there of %s', (_, units) => {
    const score = scoreOf(units);
    expect(score).not.toHaveProperty('score');
    expect(score).not.toHaveProperty('percent');
    expect(score.weight.counted).toBe(0);
  });

  it('is none, and not nothing, where all fails', () => {
    expect(scoreOf([unit('fail')])).toMatchObject({ score: 0, percent: 0 });
  });

  it('goes by the weights that it is given', () => {
    const settings = complianceSettingsSchema.parse({
      weights: { low: 3, info: 1 },
      warnShare: 0,
    });
    const units = [
      unit('pass', { severity: 'low' }),
      unit('fail', { severity: 'info' }),
      unit('warn', { severity: 'critical' }),
    ];
    expect(scoreOf(units, settings).score).toBe(0.75);
  });

  it('is that of its sums, however they are cut', () => {
    forSeeds(200, random => {
      const units = randomUnits(random, 40);
      const at = random.below(units.length + 1);
      const parts = [units.slice(0, at), units.slice(at)].map(countUnits);
      expect(scoreOfCounts(addCounts(parts))).toEqual(scoreOf(units));
      // Weights of the parts are those of the whole, too.
      const weights = parts.map(part => scoreOfCounts(part).weight);
      expect({
        kept: weights[0].kept + weights[1].kept,
        counted: weights[0].counted + weights[1].counted,
      }).toEqual(scoreOf(units).weight);
    });
  });

  it('is from 0 to 1, shows 100 only where all is kept, and is never shown rounded up', () => {
    let seen = 0;
    forSeeds(500, random => {
      const of = scoreOf(randomUnits(random, 12));
      const { kept, counted } = of.weight;
      expect('score' in of).toBe(counted > 0);
      expect('percent' in of).toBe(counted > 0);
      const { score = 0, percent: shown = 0 } = of;
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
      expect(shown).toBeLessThanOrEqual(score * 100 + 1e-9);
      expect(shown).toBeGreaterThan(score * 100 - 0.1 - 1e-9);
      expect(shown === 100).toBe(counted > 0 && kept === counted);
      if (counted > 0) seen += 1;
    });
    expect(seen).toBeGreaterThan(300);
  });
});

type Change = {
  before: number | undefined;
  after: number | undefined;
  result: ComplianceResult;
  is: ComplianceResult;
  seed: number;
};

/** What it does to a score to give another result to one of many units, of all kinds. */
function changesTo(is: ComplianceResult): Change[] {
  const changes: Change[] = [];
  forSeeds(150, (random, seed) => {
    const settings = complianceSettingsSchema.parse({
      warnShare: random.of([0, 0.25, 0.5, 1]),
      weights: { critical: 1 + random.below(50), info: random.below(2) },
    });
    const others = randomUnits(random, 8);
    for (const result of COMPLIANCE_RESULTS) {
      const changed = { ...randomUnit(random), result };
      changes.push({
        before: scoreOf([...others, changed], settings).score,
        after: scoreOf([...others, { ...changed, result: is }], settings).score,
        result,
        is,
        seed,
      });
    }
  });
  return changes;
}

describe('an exemption', () => {
  const changes = changesTo('exempt');

  it('never raises a score, whatever it exempts', () => {
    const scored = changes.filter(({ before }) => before !== undefined);
    expect(scored.length).toBeGreaterThan(500);
    // Where there was a score there still is one.
    expect(
      scored.filter(
        ({ before, after }) => after === undefined || after > before!,
      ),
    ).toEqual([]);
    expect(scored.some(({ before, after }) => after! < before!)).toBe(true);
  });

  it('makes a score of 0 where there was none, and no better one', () => {
    const unscored = changes.filter(({ before }) => before === undefined);
    expect(unscored.length).toBeGreaterThan(50);
    expect(
      unscored.filter(({ after }) => after !== undefined && after !== 0),
    ).toEqual([]);
  });

  it('leaves a score as it is where it exempts a failure or an error', () => {
    const bad = changes.filter(({ result }) =>
      ['fail', 'error'].includes(result),
    );
    expect(bad).toHaveLength(300);
    expect(bad.filter(({ before, after }) => before !== after)).toEqual([]);
  });

  it('of one rule of several never raises the score of their unit', () => {
    let lower = 0;
    forSeeds(300, random => {
      const rules = Array.from({ length: 1 + random.below(4) }, () =>
        unit(random.of(COMPLIANCE_RESULTS), {
          severity: random.of(['critical', 'low', undefined] as const),
        }),
      );
      const other = unit('pass', { resource: 'other' });
      const index = random.below(rules.length);
      const exempted = rules.map((rule, at) =>
        at === index ? { ...rule, result: 'exempt' as const } : rule,
      );
      const before = scoreOf(mergeRules([...rules, other])).score!;
      const after = scoreOf(mergeRules([...exempted, other])).score!;
      expect(after).toBeLessThanOrEqual(before);
      if (after < before) lower += 1;
    });
    expect(lower).toBeGreaterThan(30);
  });
});

describe('what is put right', () => {
  it('never lowers a score', () => {
    const scored = changesTo('pass').filter(
      ({ before }) => before !== undefined,
    );
    expect(scored.length).toBeGreaterThan(500);
    expect(
      scored.filter(
        ({ before, after }) => after === undefined || after < before!,
      ),
    ).toEqual([]);
  });
});
