import { chartDays, fromTheFirst, spansOf } from './chartDays';
import { dayTicks } from './dayTicks';
import { foldGroups } from './foldGroups';
import { isAlone, lastFigure, plotRows } from './plotRows';
import { spreadLabels } from './spreadLabels';
import { withTotal } from './withTotal';

const day = (number: number) => `2026-11-${String(number).padStart(2, '0')}`;
const points = (...values: (number | undefined)[]) =>
  values.map((value, index) => ({ day: day(index + 1), value }));
const series = (id: string, ...values: (number | undefined)[]) => ({
  id,
  label: id,
  points: points(...values),
});

describe('chartDays', () => {
  const span = { first: day(1), last: day(6) };

  it('fills nothing in, and tells gaps from what has not begun and what is to come', () => {
    const days = chartDays({
      series: [
        series('a', undefined, 0, undefined, Number.NaN, 5),
        series('b', undefined, undefined, 2),
      ],
      span,
      today: day(6),
      expected: [{ day: day(6), value: 7 }, { day: day(5) }],
      band: [
        { day: day(6), low: 6, high: 8 },
        { day: day(5), low: 1, high: Number.POSITIVE_INFINITY },
      ],
    });
    expect(
      days.map(({ figures, isGap, isToCome, expected, band }) => [
        figures.map(figure => figure?.value),
        isGap,
        isToCome,
        expected,
        band,
      ]),
    ).toEqual([
      [[undefined, undefined], false, false, undefined, undefined],
      [[0, undefined], false, false, undefined, undefined],
      [[undefined, 2], false, false, undefined, undefined],
      [[undefined, undefined], true, false, undefined, undefined],
      [[5, undefined], false, false, undefined, undefined],
      [[undefined, undefined], false, true, 7, { low: 6, high: 8 }],
    ]);
    expect(spansOf(days, ({ isGap }) => isGap)).toEqual([
      expect.objectContaining({ first: day(4), last: day(4) }),
    ]);
    expect(fromTheFirst(days)[0].day).toBe(day(2));
  });

  it('takes the end of a span that is over for a gap where nothing is known of it', () => {
    const days = chartDays({ series: [series('a', 1)], span });
    expect(spansOf(days, ({ isGap }) => isGap)).toEqual([
      expect.objectContaining({ first: day(2), last: day(6) }),
    ]);
    expect(fromTheFirst(chartDays({ series: [], span }))).toEqual([]);
  });

  it('keeps marks of the days that are shown', () => {
    const mark = { label: 'release', tone: 'busy' as const };
    const days = chartDays({
      series: [],
      span,
      marks: [
        { ...mark, day: day(2) },
        { ...mark, day: '2026-10-01' },
      ],
    });
    expect(days.flatMap(({ marks }) => marks)).toEqual([
      { ...mark, day: day(2) },
    ]);
  });
});

describe('plotRows', () => {
  it('leads dotted to and from days in part, and solid through whole ones alone', () => {
    const days = chartDays({
      series: [
        {
          id: 'a',
          label: 'a',
          points: points(1, 2, 3, 4, undefined, 6).map(point => ({
            ...point,
            isPart: point.day === day(3),
          })),
        },
      ],
      span: { first: day(1), last: day(6) },
    });
    const rows = plotRows(days);
    expect(rows.map(({ whole }) => whole[0])).toEqual([
      1,
      2,
      undefined,
      4,
      undefined,
      6,
    ]);
    expect(rows.map(({ part }) => part[0])).toEqual([
      undefined,
      2,
      3,
      4,
      undefined,
      undefined,
    ]);
    const alone = rows.map((_, at) => isAlone(rows, at, row => row.whole[0]));
    expect([alone[0], alone[3], alone[5]]).toEqual([false, true, true]);
    expect(lastFigure(days, 0)).toEqual({ value: 6, isPart: false });
    expect(lastFigure(days, 1)).toBeUndefined();
  });
});

describe('foldGroups', () => {
  it('keeps the largest in order, and the sum of the others, so that the total stays', () => {
    const groups = [
      series('small', 1, 1),
      series('large', 10, undefined),
      series('middle', 3, 3),
      { ...series('rest', 2, undefined), isOthers: true },
      {
        ...series('part'),
        points: [{ day: day(2), value: 0.5, isPart: true }],
      },
    ];
    expect(foldGroups(groups, 'others', 2)).toEqual([
      groups[1],
      groups[2],
      {
        id: 'others',
        label: 'others',
        isOthers: true,
        points: [
          { day: day(1), value: 3, isPart: false },
          { day: day(2), value: 1.5, isPart: true },
        ],
      },
    ]);
    expect(foldGroups([groups[0]], 'others', 2)).toEqual([groups[0]]);
    expect(foldGroups([groups[3], groups[0]], 'others', 2)).toEqual([
      groups[0],
      groups[3],
    ]);
  });

  it('has others of days alone of which one has a figure', () => {
    const [, others] = foldGroups(
      [series('a', 5), series('b', undefined, Number.NaN), series('c')],
      'others',
      1,
    );
    expect(others.points).toEqual([]);
  });
});

describe('withTotal', () => {
  it('adds up what is known, and has no sum of nothing', () => {
    const days = chartDays({
      series: [
        series('a', 1, undefined),
        {
          id: 'b',
          label: 'b',
          points: [{ day: day(1), value: 2, isPart: true }],
        },
      ],
      span: { first: day(1), last: day(2) },
    });
    expect(withTotal(days).map(({ figures }) => figures.at(-1))).toEqual([
      { value: 3, isPart: true },
      undefined,
    ]);
  });
});

describe('dayTicks', () => {
  it.each([
    [1, 5, 6, [1, 2, 3, 4, 5]],
    [1, 90, 7, [6, 20, 34, 48, 62, 76, 90]],
    [1, 90, 0, [90]],
    [7, 7, 3, [7]],
    [5, 4, 3, []],
  ])('names days from %s to %s, no more than %s', (from, to, most, ticks) => {
    expect(dayTicks(from, to, most)).toEqual(ticks);
  });
});

describe('spreadLabels', () => {
  const room = { top: 0, bottom: 100, gap: 14 };
  it('leaves what has room, and moves apart what lies over another', () => {
    expect(spreadLabels([10, 50], room)).toEqual([10, 50]);
    expect(spreadLabels([50, 48, 52], room)).toEqual([62, 48, 76]);
  });

  it('keeps all between the ends', () => {
    expect(spreadLabels([100, 99, 120], room)).toEqual([86, 72, 100]);
    expect(spreadLabels([-20], room)).toEqual([0]);
  });
});
