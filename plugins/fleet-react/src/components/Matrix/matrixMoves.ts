import { HEAD_LINE } from './matrixLines';

/** The frozen column, which names the rows. */
export const NAME_COLUMN = -1;

/** A cell by line and column, the headers included. */
export interface MatrixPosition {
  line: number;
  column: number;
}

/**
 * Where a key leads in a grid, as the grid pattern of ARIA has it: arrows by
 * one, Home and End within the row, with Control to the corners, Page keys by
 * what can be seen. It stops at the edges and does not wrap.
 *
 * @returns `undefined` for a key that does not move
 */
export function moveInMatrix(
  from: MatrixPosition,
  key: { key: string; ctrlKey: boolean },
  size: { lines: number; columns: number; page: number },
): MatrixPosition | undefined {
  const last = { line: size.lines - 1, column: size.columns - 1 };
  const to = targetOf(from, key, size.page, last);
  if (!to) return undefined;
  return {
    line: bounded(to.line, HEAD_LINE, last.line),
    column: bounded(to.column, NAME_COLUMN, last.column),
  };
}

function targetOf(
  { line, column }: MatrixPosition,
  { key, ctrlKey }: { key: string; ctrlKey: boolean },
  page: number,
  last: MatrixPosition,
): MatrixPosition | undefined {
  switch (key) {
    case 'ArrowDown':
      return { line: line + 1, column };
    case 'ArrowUp':
      return { line: line - 1, column };
    case 'ArrowRight':
      return { line, column: column + 1 };
    case 'ArrowLeft':
      return { line, column: column - 1 };
    case 'PageDown':
      return { line: line + page, column };
    case 'PageUp':
      // Up to the first line of content; the headers are an arrow further.
      return { line: Math.max(Math.min(line, 0), line - page), column };
    case 'Home':
      return { line: ctrlKey ? 0 : line, column: NAME_COLUMN };
    case 'End':
      return { line: ctrlKey ? last.line : line, column: last.column };
    default:
      return undefined;
  }
}

function bounded(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, Math.max(least, most)));
}
