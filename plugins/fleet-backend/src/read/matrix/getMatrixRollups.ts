import type {
  MatrixCounts,
  MatrixRollups,
  MatrixRollupsQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import { COUNT_COLUMNS } from '../../derive/counts';
import { defined, type Row } from '../types';
import { CELL_BITS } from './cellState';
import type { MatrixReader } from './MatrixReader';
import { toQuestion } from './MatrixQuestion';
import type { MatrixOrder } from './orderAxes';
import { toPast } from './past';
import { parseRange, sliceOf } from './range';
import { countsOf, sumCells } from './sumCells';

/**
 * Cells by state of each group of rows in each of a range of columns.
 *
 * @throws InputError when a range is none
 * @throws ConflictError when rows and columns are numbered otherwise by now
 */
export async function getMatrixRollups(
  reader: MatrixReader,
  query: MatrixRollupsQuery,
): Promise<MatrixRollups> {
  const groups = parseRange('groups', query.groups ?? '0-100');
  const columns = parseRange('columns', query.columns ?? '0-50');
  const rowsOf = (
    order: MatrixOrder,
    { from, count }: { from: number; count: number },
  ) => order.rows.slice(from, from + count);
  const slice = (order: MatrixOrder) => ({
    rows: sliceOf(order.groups, groups).flatMap(group => rowsOf(order, group)),
    columns: sliceOf(order.columns, columns),
  });
  const order = await reader.orderOf(toQuestion(query), query.version, slice);
  const shown = sliceOf(order.columns, columns);
  const { cells, fleet } = reader;
  const indexes = new Map(cells.refs.map((ref, index) => [ref, index]));
  const wanted = shown.map(ref => ({ index: indexes.get(ref) as number }));
  const counted: MatrixCounts = {
    group: [],
    column: [],
    healthy: [],
    suspended: [],
    progressing: [],
    unknown: [],
    missing: [],
    degraded: [],
    stale: [],
    outOfSync: [],
    total: [],
  };
  const shownGroups = sliceOf(order.groups, groups);
  shownGroups.forEach((group, place) => {
    const rows = rowsOf(order, group).map(id => reader.row(id) as Row);
    const sums = sumCells(cells, rows, wanted);
    for (let column = 0; column < shown.length; column++) {
      const counts = countsOf(
        sums.columns.subarray(column * CELL_BITS, (column + 1) * CELL_BITS),
      );
      if (counts.total === 0) continue;
      counted.group.push(place);
      counted.column.push(column);
      for (const [key] of COUNT_COLUMNS) counted[key].push(counts[key]);
    }
  });
  return defined({
    asOf: new Date(fleet.takenAt).toISOString(),
    past: fleet.past && toPast(fleet.past),
    revision: fleet.revision,
    version: order.version,
    groups: { from: groups.from, count: shownGroups.length },
    columns: { from: columns.from, count: shown.length },
    counts: counted,
    limited: fleet.limited.length > 0 ? [...fleet.limited] : undefined,
  });
}
