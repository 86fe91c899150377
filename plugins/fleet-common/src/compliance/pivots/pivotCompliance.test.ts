import {
  forSeeds,
  type Random,
  randomUnits,
  unit,
} from '../__testUtils__/units';
import { coverageOf, MISSING_REASONS } from '../coverage/coverageOf';
import { evidenceOf } from '../coverage/evidenceOf';
import { scoreOf } from '../scores/scoreOf';
import { addCounts, countUnits } from '../units/countUnits';
import { COMPLIANCE_DIMENSIONS, type ComplianceDimension } from './dimensions';
import { type ExpectedPair, pivotCompliance } from './pivotCompliance';

const pair = (
  cluster: string,
  other: Partial<ExpectedPair> = {},
): ExpectedPair => ({
  engine: 'kyverno',
  policy: 'require-limits',
  cluster,
  ...other,
});

function randomPairs(random: Random): ExpectedPair[] {
  return ['one', 'two', 'three', 'four'].flatMap(cluster =>
    ['p', 'q', 'r'].flatMap(policy =>
      random.chance(0.5)
        ? [
            pair(cluster, {
              policy,
              region: random.of(['eu', 'us']),
              controls: random.some(['1.1', '1.2']),
            }),
          ]
        : [],
    ),
  );
}

describe('pivotCompliance', () => {
  it('lays out clusters by policies, with score and coverage apart', () => {
    const { cells, rows, columns, total } = pivotCompliance({
      units: [
        unit('pass', { cluster: 'a' }),
        unit('fail', { cluster: 'a', resource: 'other' }),
        unit('pass', { cluster: 'a', policy: 'require-owner' }),
        unit('fail', { cluster: 'b', stale: true }),
      ],
      expected: [pair('a'), pair('b'), pair('c')],
      rowBy: 'cluster',
      columnBy: 'policy',
      unreachable: new Set(['b']),
      unnamed: 1,
    });
    const said = [...cells, ...rows, ...columns, total].map(
      ({ score, coverage, evaluated, stale, ...place }) => [
        'row' in place ? place.row : '',
        'column' in place ? place.column : '',
        score.percent,
        `${coverage.evaluated} of ${coverage.expected}`,
        evaluated,
        stale,
        coverage.unexpected,
      ],
    );
    expect(said).toEqual([
      ['a', 'kyverno/require-limits', 50, '1 of 1', 'all', 0, 0],
      // Nobody expects it: how much of it is evaluated is not known.
      ['a', 'kyverno/require-owner', 100, '0 of 0', 'unknown', 0, 1],
      ['b', 'kyverno/require-limits', 0, '0 of 1', 'none', 1, 0],
      ['c', 'kyverno/require-limits', undefined, '0 of 1', 'none', 0, 0],
      ['a', '', 66.6, '1 of 1', 'all', 0, 1],
      ['b', '', 0, '0 of 1', 'none', 1, 0],
      ['c', '', undefined, '0 of 1', 'none', 0, 0],
      ['', 'kyverno/require-limits', 33.3, '1 of 3', 'part', 1, 0],
      ['', 'kyverno/require-owner', 100, '0 of 0', 'unknown', 0, 1],
      ['', '', 50, '1 of 4', 'part', 1, 1],
    ]);
    expect(total.coverage.missing).toMatchObject({
      unreachable: 1,
      'never-seen': 1,
      'not-named': 1,
    });
  });

  it('puts a unit into each of its controls, and counts it once in totals', () => {
    const { cells, rows, columns, total } = pivotCompliance({
      units: [
        unit('fail', { owner: 'b', controls: ['1.1', '1.2', '1.1'] }),
        unit('pass', { owner: 'b', controls: ['1.2'], resource: 'other' }),
        unit('pass', { resource: 'of nobody' }),
      ],
      expected: [pair('one')],
      rowBy: 'owner',
      columnBy: 'control',
    });
    expect(
      cells.map(({ row, column, counts }) => [
        row,
        column,
        counts.low.fail,
        counts.low.pass,
      ]),
    ).toEqual([
      ['b', '1.1', 1, 0],
      ['b', '1.2', 1, 1],
      [undefined, undefined, 0, 1],
    ]);
    expect(columns.map(({ column, score }) => [column, score.percent])).toEqual(
      [
        ['1.1', 0],
        ['1.2', 50],
        [undefined, 100],
      ],
    );
    expect(rows.map(({ row, score }) => [row, score.percent])).toEqual([
      ['b', 50],
      [undefined, 100],
    ]);
    expect(total.counts.low).toMatchObject({ fail: 1, pass: 2 });
    expect(total.coverage).toMatchObject({ evaluated: 1, expected: 1 });
  });

  it('puts what is expected, and nothing is known of, where its own attributes say', () => {
    const { cells } = pivotCompliance({
      units: [],
      expected: [
        pair('one', { region: 'eu', standards: ['cis', 'pss'] }),
        pair('two', { region: 'us' }),
      ],
      rowBy: 'region',
      columnBy: 'standard',
    });
    expect(
      cells.map(({ row, column, evaluated }) => [row, column, evaluated]),
    ).toEqual([
      ['eu', 'cis', 'none'],
      ['eu', 'pss', 'none'],
      ['us', undefined, 'none'],
    ]);
  });

  it('puts what is known of where its units are, and nowhere else', () => {
    const { cells } = pivotCompliance({
      units: [unit('pass', { region: 'eu', controls: ['1.1'] })],
      expected: [pair('one', { controls: ['9.9'] })],
      rowBy: 'region',
      columnBy: 'control',
    });
    expect(
      cells.map(({ row, column, evaluated }) => [row, column, evaluated]),
    ).toEqual([['eu', '1.1', 'all']]);
  });

  it('takes the word of whoever looked, where nothing of theirs was found', () => {
    const evaluatedOf = (state: 'evaluated' | 'error') =>
      pivotCompliance({
        units: [],
        expected: [pair('one')],
        evidence: [{ ...pair('one'), state }],
        rowBy: 'cluster',
        columnBy: 'policy',
      }).cells.map(({ evaluated, score }) => [evaluated, score.percent]);
    expect(evaluatedOf('evaluated')).toEqual([['all', undefined]]);
    expect(evaluatedOf('error')).toEqual([['none', undefined]]);
  });

  it('is empty of nothing', () => {
    const { cells, rows, columns, total } = pivotCompliance({
      units: [],
      expected: [],
      rowBy: 'system',
      columnBy: 'severity',
    });
    expect([cells, rows, columns]).toEqual([[], [], []]);
    expect(total).toMatchObject({ evaluated: 'unknown', stale: 0 });
  });

  it('has the totals of all units and of all that is expected, by whatever it is laid out', () => {
    forSeeds(120, random => {
      const units = randomUnits(random, 30);
      const expected = randomPairs(random);
      const rowBy = random.of(COMPLIANCE_DIMENSIONS);
      const columnBy = random.of(COMPLIANCE_DIMENSIONS);
      const { total } = pivotCompliance({ units, expected, rowBy, columnBy });
      expect(total.counts).toEqual(countUnits(units));
      expect(total.score).toEqual(scoreOf(units));
      expect(total.coverage).toEqual(
        coverageOf({ expected, evidence: evidenceOf(units) }),
      );
    });
  });

  it('has parts that add up to the totals, where nothing is in two of them', () => {
    const single: ComplianceDimension[] = [
      'cluster',
      'region',
      'owner',
      'policy',
      'severity',
    ];
    forSeeds(120, random => {
      const units = randomUnits(random, 30);
      const { cells, rows, columns, total } = pivotCompliance({
        units,
        expected: randomPairs(random),
        rowBy: random.of(single),
        columnBy: random.of(single),
      });
      for (const parts of [cells, rows, columns]) {
        expect(addCounts(parts.map(({ counts }) => counts))).toEqual(
          total.counts,
        );
        expect(parts.reduce((sum, { stale }) => sum + stale, 0)).toBe(
          total.stale,
        );
        const kept = parts.reduce(
          (sum, { score }) => sum + score.weight.kept,
          0,
        );
        expect(kept).toBe(total.score.weight.kept);
      }
      for (const each of [...cells, ...rows, ...columns, total]) {
        const { missing, evaluated, expected: all } = each.coverage;
        const absent = MISSING_REASONS.reduce(
          (sum, reason) => sum + missing[reason],
          0,
        );
        expect(evaluated + absent).toBe(all);
      }
    });
  });

  it('adds up coverage of clusters by policies, which are its units', () => {
    forSeeds(120, random => {
      const { cells, rows, columns, total } = pivotCompliance({
        units: randomUnits(random, 30),
        expected: randomPairs(random),
        rowBy: 'cluster',
        columnBy: 'policy',
      });
      for (const parts of [cells, rows, columns]) {
        const of = (name: 'evaluated' | 'expected' | 'unexpected') =>
          parts.reduce((sum, { coverage }) => sum + coverage[name], 0);
        expect([of('evaluated'), of('expected'), of('unexpected')]).toEqual([
          total.coverage.evaluated,
          total.coverage.expected,
          total.coverage.unexpected,
        ]);
      }
    });
  });
});
