import { compareValues, type DiffRow } from './compareValues';

const textOf = (side: { text: string; isSame: boolean }[] | undefined) =>
  side?.map(({ text, isSame }) => (isSame ? text : `[${text}]`)).join('');

const shown = (rows: DiffRow[]) =>
  rows.map(row =>
    row.kind === 'gap'
      ? `… ${row.lines}`
      : `${textOf(row.left) ?? ''} | ${textOf(row.right) ?? ''}`,
  );

describe('compareValues', () => {
  it('marks what differs within a line', () => {
    expect(
      shown(compareValues('"shop/cart:1.42.0"', '"shop/cart:1.43.0"').rows),
    ).toEqual(['"shop/cart:1.[42].0" | "shop/cart:1.[43].0"']);
    expect(shown(compareValues('3', '5').rows)).toEqual(['[3] | [5]']);
  });

  it('shows what one of them has alone', () => {
    expect(shown(compareValues(undefined, '{"a":1}').rows)).toEqual([
      ' | [{]',
      ' | [  "a": 1]',
      ' | [}]',
    ]);
    expect(shown(compareValues('true', undefined).rows)).toEqual(['[true] | ']);
    expect(compareValues(undefined, undefined).rows).toEqual([]);
  });

  it('keeps lines in their places, and leaves out what is the same far away', () => {
    const value = (middle: string) =>
      JSON.stringify([...'abcdefgh', middle, ...'ijklmnop']);
    const { rows } = compareValues(value('x'), value('y'));
    expect(shown(rows)).toEqual([
      '… 6',
      '  "f", |   "f",',
      '  "g", |   "g",',
      '  "h", |   "h",',
      '  "[x]", |   "[y]",',
      '  "i", |   "i",',
      '  "j", |   "j",',
      '  "k", |   "k",',
      '… 6',
    ]);
    expect(
      compareValues(value('x'), value('y'), { withAll: true }).rows,
    ).toHaveLength(19);
  });

  it('shows long lines around what differs in them', () => {
    const long = 'x '.repeat(1_000);
    const { rows } = compareValues(`"${long}a${long}"`, `"${long}b${long}"`);
    const [row] = rows;
    expect(row.kind).toBe('differs');
    const left = row.kind === 'differs' ? row.left ?? [] : [];
    expect(left.map(({ leftOut = 0, isSame }) => [isSame, leftOut])).toEqual([
      [true, 1_881],
      [true, 0],
      [false, 0],
      [true, expect.any(Number)],
      [true, 0],
    ]);
    expect(Math.max(...left.map(({ text }) => text.length))).toBeLessThan(
      1_001,
    );
  });

  it('is done soon, whatever it is given', () => {
    const noise = (seed: number) =>
      `[${Array.from({ length: 1_000 }, (_, at) => (at * seed) % 997).join()}]`;
    const from = performance.now();
    const { rows, moreLines } = compareValues(noise(7), noise(13));
    expect(performance.now() - from).toBeLessThan(5_000);
    expect(rows.length).toBeLessThanOrEqual(600);
    expect(moreLines).toBeGreaterThan(0);
  });
});
