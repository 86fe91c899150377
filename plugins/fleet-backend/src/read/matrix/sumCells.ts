import { noCounts, type Counts } from '../../derive/counts';
import type { Row } from '../types';
import { addBits, CELL_BITS } from './cellState';
import type { CellsNow } from './MatrixCells';

/** How many cells there are by their bits: `CELL_BITS` numbers for each row and column, in their order. */
export type Sums = { rows: Uint32Array; columns: Uint32Array };

/**
 * Sums up the cells of some rows in some columns; the one place that goes over all of them.
 *
 * @param columns - each with its index in the cells
 */
export function sumCells(
  cells: CellsNow,
  rows: readonly Row[],
  columns: readonly { index: number }[],
): Sums {
  const sums: Sums = {
    rows: new Uint32Array(rows.length * CELL_BITS),
    columns: new Uint32Array(columns.length * CELL_BITS),
  };
  const places = new Int32Array(cells.refs.length).fill(-1);
  columns.forEach(({ index }, place) => {
    places[index] = place;
  });
  rows.forEach((row, rowPlace) => {
    const own = cells.byCluster.get(row.id);
    if (!own) return;
    for (let at = 0; at < own.bits.length; at++) {
      const place = places[own.columns[at]];
      if (place < 0) continue;
      const bits = own.bits[at];
      sums.rows[rowPlace * CELL_BITS + bits] += 1;
      sums.columns[place * CELL_BITS + bits] += 1;
    }
  });
  return sums;
}

/** How many cells are among these bits at a place of sums; all where absent. */
export function cellsAt(
  sums: Uint32Array,
  place: number,
  among?: Uint8Array,
): number {
  let cells = 0;
  for (let bits = 0; bits < CELL_BITS; bits++) {
    if (!among || among[bits] === 1) cells += sums[place * CELL_BITS + bits];
  }
  return cells;
}

/** The sums of some places as counts. */
export function countsOf(sums: Uint32Array): Counts {
  const counts = noCounts();
  for (let at = 0; at < sums.length; at++) {
    addBits(counts, at % CELL_BITS, sums[at]);
  }
  return counts;
}
