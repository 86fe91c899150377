import type { MatrixDensity } from './types';

/** Of the marks of cells, in pixels. */
export const GLYPH_SIZE = 13;

/** From how many columns on their headers are turned. */
export const TURNED_ABOVE = 12;

/** In pixels. */
export interface MatrixSizes {
  cellWidth: number;
  rowHeight: number;
  /** Of the frozen column. */
  nameWidth: number;
  headHeight: number;
  /** Room after the last column, into which its turned title reaches. */
  endSpace: number;
  isTurned: boolean;
}

export function matrixSizes(options: {
  density: MatrixDensity;
  columnCount: number;
  isNarrow: boolean;
}): MatrixSizes {
  const isCompact = options.density === 'compact';
  const isTurned = options.columnCount > TURNED_ABOVE;
  return {
    cellWidth: isCompact ? 72 : 88,
    rowHeight: isCompact ? 22 : 28,
    nameWidth: options.isNarrow ? 132 : 216,
    headHeight: isTurned ? 104 : 36,
    endSpace: isTurned ? 72 : 0,
    isTurned,
  };
}
