import type {
  MatrixAxes,
  MatrixQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import { isComplete, toFleetCoverage } from '../fleetCoverage';
import { defined, type Row } from '../types';
import type { MatrixReader } from './MatrixReader';
import { toMatrixRow } from './matrixRows';
import { toQuestion } from './MatrixQuestion';
import { toPast } from './past';
import { toMatrixColumn } from './toMatrixColumn';

/** Rows and columns that come with the axes; the others come with the tiles. */
const SHOWN = 100;

/**
 * The axes of the matrix, with what is summed up over it.
 *
 * @param options.whole - the matrix of who may see all, where it may be said how much is hidden
 */
export async function getMatrixAxes(
  reader: MatrixReader,
  query: MatrixQuery,
  options: { whole?: () => Promise<MatrixReader> } = {},
): Promise<MatrixAxes> {
  const question = toQuestion(query);
  const { order, waves, totals, facets, asked } = await reader.select(question);
  const { fleet, entities } = reader;
  const whole = await (await options.whole?.())?.select(question);
  return defined({
    asOf: new Date(fleet.takenAt).toISOString(),
    past: fleet.past && toPast(fleet.past),
    revision: fleet.revision,
    version: order.version,
    groupBy: question.groupBy,
    waves,
    rows: {
      total: order.rows.length,
      groups: [...order.groups],
      items: order.rows
        .slice(0, SHOWN)
        .map(id => toMatrixRow(reader.row(id) as Row)),
    },
    columns: {
      total: order.columns.length,
      items: order.columns
        .slice(0, SHOWN)
        .map(ref => toMatrixColumn(ref, entities)),
    },
    totals,
    facets,
    coverage: toFleetCoverage(
      asked.length,
      asked.filter(row => !isComplete(row)),
    ),
    hidden: whole ? Math.max(0, whole.totals.total - totals.total) : 0,
    limited: fleet.limited.length > 0 ? [...fleet.limited] : undefined,
  });
}
