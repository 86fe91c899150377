import type {
  Facet,
  MatrixWaves,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Counts } from '../../derive/counts';
import type { EntityIndex } from '../../mapping/EntityIndex';
import type { Row } from '../types';
import {
  axisTests,
  COLUMN_FACETS,
  columnValue,
  passing,
  ROW_FACETS,
  toColumn,
  type Column,
} from './axisTests';
import { bitsIn } from './cellState';
import type { CellsNow } from './MatrixCells';
import type { MatrixQuestion } from './MatrixQuestion';
import { orderAxes, type MatrixOrder } from './orderAxes';
import type { WavesOf } from './readWaves';
import { cellsAt, countsOf, sumCells } from './sumCells';

/** What one question finds in the matrix that one reader may see. */
export type MatrixSelection = {
  order: MatrixOrder;
  /** Whose waves rows can be grouped by; absent where nobody knows any. */
  waves?: MatrixWaves;
  totals: Counts;
  facets: Record<string, Facet>;
  /** What the filters of clusters let through, whatever runs on them. */
  asked: readonly Row[];
};

/** More values of a facet are left out, the rarest first. */
const FACET_VALUES = 100;

const STATES = [
  'healthy',
  'suspended',
  'progressing',
  'unknown',
  'missing',
  'degraded',
  'stale',
  'out-of-sync',
] as const;

/** Rows and columns that are left when some tests are asked. */
type Kept = {
  rows: { row: Row; place: number }[];
  columns: { column: Column; place: number }[];
  rowSums: Uint32Array;
  columnSums: Uint32Array;
};

/**
 * Selects rows and columns, and sums up the cells in them. It goes over all cells once,
 * once more where states are asked for, and once for each other filter, whose facet
 * is counted without it.
 *
 * @param options.rows - the clusters that the reader may see, by name
 * @param options.breathe - lets others use the thread
 */
export async function selectMatrix(options: {
  question: MatrixQuestion;
  rows: readonly Row[];
  cells: CellsNow;
  entities: EntityIndex;
  wavesOf?: WavesOf;
  breathe: () => Promise<void> | undefined;
}): Promise<MatrixSelection> {
  const { question, rows, cells, breathe } = options;
  const { filter } = question;
  const columns = columnsOf(rows, cells, options.entities);
  const tests = axisTests(question, columns);
  await breathe();
  const states = filter.state ? bitsIn(filter.state) : undefined;
  const keep = (except?: string) =>
    keepWith({
      cells,
      rows: passing(rows, tests.rows, except),
      columns: passing(columns, tests.columns, except),
      states,
      placed: filter.placed ?? false,
    });
  const kept = keep();
  await breathe();
  const waves = options.wavesOf?.(kept.columns.map(({ column }) => column.ref));
  const order = orderAxes({ question, ...kept, waveOf: waves?.of });
  await breathe();
  const shownSums = states
    ? sumCells(
        cells,
        kept.rows.map(({ row }) => row),
        kept.columns.map(({ column }) => column),
      ).rows
    : kept.rowSums;
  const facets: Record<string, Facet> = {};
  for (const key of ROW_FACETS) {
    const { rows: counted } = tests.rows.has(key) ? keep(key) : kept;
    facets[key] = facetOf(counted.map(({ row }) => row[key]));
    await breathe();
  }
  for (const key of COLUMN_FACETS) {
    const { columns: counted } = tests.columns.has(key) ? keep(key) : kept;
    facets[key] = facetOf(
      counted.map(({ column }) => columnValue(column, key)),
    );
    await breathe();
  }
  // Without states all rows that have none are kept as well: the cells are the same.
  facets.state = stateFacet(countsOf(kept.rowSums));
  return {
    order,
    ...(waves ? { waves: waves.told } : {}),
    totals: countsOf(shownSums),
    facets,
    asked: passing(rows, tests.rows),
  };
}

/** Those that run on one of the clusters. */
function columnsOf(
  rows: readonly Row[],
  cells: CellsNow,
  entities: EntityIndex,
): Column[] {
  const isThere = new Uint8Array(cells.refs.length);
  for (const { id } of rows) {
    for (const index of cells.byCluster.get(id)?.columns ?? []) {
      isThere[index] = 1;
    }
  }
  return cells.refs.flatMap((ref, index) =>
    isThere[index] === 1 ? [toColumn(index, ref, entities)] : [],
  );
}

function keepWith(options: {
  cells: CellsNow;
  rows: readonly Row[];
  columns: readonly Column[];
  states: Uint8Array | undefined;
  placed: boolean;
}): Kept {
  const { cells, rows, columns, states, placed } = options;
  const sums = sumCells(cells, rows, columns);
  return {
    rowSums: sums.rows,
    columnSums: sums.columns,
    rows: rows
      .map((row, place) => ({ row, place }))
      .filter(
        ({ place }) =>
          (!placed && !states) || cellsAt(sums.rows, place, states) > 0,
      ),
    columns: columns
      .map((column, place) => ({ column, place }))
      .filter(({ place }) => cellsAt(sums.columns, place, states) > 0),
  };
}

function facetOf(values: readonly (string | null)[]): Facet {
  const counts = new Map<string, number>();
  for (const value of values) {
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return {
    values: [...counts]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      .slice(0, FACET_VALUES),
  };
}

function stateFacet(counts: Counts): Facet {
  return {
    values: STATES.flatMap(value => {
      const count = value === 'out-of-sync' ? counts.outOfSync : counts[value];
      return count > 0 ? [{ value, count }] : [];
    }),
  };
}
