import type { MatrixGroup, MatrixRange } from './types';

/** One line of the matrix as it stands: a row, or the heading of a group. */
export type MatrixLine =
  | { kind: 'row'; row: number }
  | { kind: 'group'; group: MatrixGroup };

/**
 * Where the cursor is, by what it is on rather than by the line that this is
 * on now: groups open and close above it.
 */
export type MatrixPlace =
  | { kind: 'head' }
  | { kind: 'row'; row: number }
  | { kind: 'group'; key: string };

/** The line of the column headers. */
export const HEAD_LINE = -1;

/** The rows and headings of a matrix in order; nothing in it is as long as the rows. */
export interface MatrixLines {
  count: number;
  at: (line: number) => MatrixLine | undefined;
  /** The line of a place; of a collapsed row its group's, of what is gone the nearest. */
  lineOf: (place: MatrixPlace) => number;
  placeOf: (line: number) => MatrixPlace;
  /** The stretches of rows among these lines. */
  rowsAmong: (lines: readonly number[]) => MatrixRange[];
}

interface Section {
  group?: MatrixGroup;
  /** The line of its heading, or of its first row where it has none. */
  firstLine: number;
  lines: number;
  from: number;
}

/**
 * Lays rows and groups out in lines. Rows that are in no group stand where they
 * are, under no heading.
 */
export function createMatrixLines(
  rowCount: number,
  groups: readonly MatrixGroup[] = [],
): MatrixLines {
  const sections: Section[] = [];
  let line = 0;
  let row = 0;
  const addLoose = (to: number) => {
    if (to <= row) return;
    sections.push({ firstLine: line, lines: to - row, from: row });
    line += to - row;
    row = to;
  };
  for (const group of groups) {
    addLoose(Math.min(group.from, rowCount));
    const rows = Math.max(0, Math.min(group.count, rowCount - row));
    const lines = 1 + (group.collapsed ? 0 : rows);
    sections.push({ group, firstLine: line, lines, from: row });
    line += lines;
    row += rows;
  }
  addLoose(rowCount);
  const count = line;

  const sectionBy = (isAfter: (section: Section) => boolean) => {
    let low = 0;
    let high = sections.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (isAfter(sections[middle])) high = middle;
      else low = middle + 1;
    }
    return sections[low - 1];
  };
  const at = (wanted: number): MatrixLine | undefined => {
    if (!(wanted >= 0 && wanted < count)) return undefined;
    const section = sectionBy(({ firstLine }) => firstLine > wanted);
    const offset = wanted - section.firstLine;
    if (!section.group) return { kind: 'row', row: section.from + offset };
    return offset === 0
      ? { kind: 'group', group: section.group }
      : { kind: 'row', row: section.from + offset - 1 };
  };
  const lineOfRow = (wanted: number) => {
    if (count === 0) return HEAD_LINE;
    const bounded = Math.max(0, Math.min(wanted, rowCount - 1));
    const section = sectionBy(({ from }) => from > bounded) ?? sections[0];
    const heading = section.group ? 1 : 0;
    const offset = bounded - section.from + heading;
    return section.firstLine + (offset < section.lines ? offset : 0);
  };

  return {
    count,
    at,
    lineOf(place) {
      if (place.kind === 'head') return HEAD_LINE;
      if (place.kind === 'row') return lineOfRow(place.row);
      const section = sections.find(({ group }) => group?.key === place.key);
      return section?.firstLine ?? (count > 0 ? 0 : HEAD_LINE);
    },
    placeOf(wanted) {
      if (wanted === HEAD_LINE) return { kind: 'head' };
      const found = at(Math.min(wanted, count - 1));
      if (!found) return { kind: 'head' };
      return found.kind === 'row'
        ? found
        : { kind: 'group', key: found.group.key };
    },
    rowsAmong(lines) {
      const ranges: MatrixRange[] = [];
      for (const number of lines) {
        const found = at(number);
        if (found?.kind !== 'row') continue;
        const last = ranges[ranges.length - 1];
        if (last?.to === found.row) last.to++;
        else ranges.push({ from: found.row, to: found.row + 1 });
      }
      return ranges;
    },
  };
}
