import { createMatrixLines, type MatrixLine } from './matrixLines';
import type { MatrixGroup } from './types';

const group = (
  key: string,
  from: number,
  count: number,
  collapsed = false,
): MatrixGroup => ({ key, label: key, from, count, collapsed });

/** The same, written out. */
function writtenOut(rowCount: number, groups: MatrixGroup[]): MatrixLine[] {
  const lines: MatrixLine[] = [];
  let row = 0;
  for (const one of groups) {
    while (row < one.from) lines.push({ kind: 'row', row: row++ });
    lines.push({ kind: 'group', group: one });
    for (let offset = 0; offset < one.count; offset++) {
      if (!one.collapsed) lines.push({ kind: 'row', row });
      row++;
    }
  }
  while (row < rowCount) lines.push({ kind: 'row', row: row++ });
  return lines;
}

const layouts: [string, number, MatrixGroup[]][] = [
  ['no groups', 7, []],
  ['nothing', 0, []],
  ['groups of all rows', 10, [group('a', 0, 4), group('b', 4, 6)]],
  ['a collapsed one', 10, [group('a', 0, 4, true), group('b', 4, 6)]],
  ['all collapsed', 10, [group('a', 0, 4, true), group('b', 4, 6, true)]],
  ['empty groups', 3, [group('a', 0, 0), group('b', 0, 3), group('c', 3, 0)]],
  ['rows in no group', 12, [group('a', 2, 3), group('b', 8, 2, true)]],
];

describe('createMatrixLines', () => {
  it.each(layouts)('lays out %s', (_, rowCount, groups) => {
    const lines = createMatrixLines(rowCount, groups);
    const expected = writtenOut(rowCount, groups);
    expect(lines.count).toBe(expected.length);
    expect(expected.map((_line, index) => lines.at(index))).toEqual(expected);
    expect(lines.at(-1)).toBeUndefined();
    expect(lines.at(expected.length)).toBeUndefined();
    expected.forEach((_line, index) => {
      expect(lines.lineOf(lines.placeOf(index))).toBe(index);
    });
  });

  it('leads from a row that is put away to the heading of its group', () => {
    const lines = createMatrixLines(10, [
      group('a', 0, 4),
      group('b', 4, 6, true),
    ]);
    expect(lines.lineOf({ kind: 'row', row: 7 })).toBe(5);
    expect(lines.lineOf({ kind: 'row', row: 99 })).toBe(5);
    expect(lines.lineOf({ kind: 'group', key: 'gone' })).toBe(0);
    expect(createMatrixLines(0).lineOf({ kind: 'row', row: 3 })).toBe(-1);
  });

  it('does not draw rows that a wrong group claims', () => {
    const lines = createMatrixLines(3, [group('a', 0, 9), group('b', 9, 4)]);
    expect(lines.count).toBe(5);
    expect(lines.at(4)).toMatchObject({ kind: 'group' });
  });

  it('tells which rows are among lines, in stretches', () => {
    const lines = createMatrixLines(10, [
      group('a', 0, 3),
      group('b', 3, 4, true),
      group('c', 7, 3),
    ]);
    expect(lines.rowsAmong([1, 2, 3, 4, 5, 6, 7])).toEqual([
      { from: 0, to: 3 },
      { from: 7, to: 9 },
    ]);
  });
});
