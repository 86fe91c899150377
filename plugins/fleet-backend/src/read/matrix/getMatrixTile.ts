import type {
  MatrixTile,
  MatrixTileQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import { defined, type ReadContext, type Row } from '../types';
import type { MatrixReader } from './MatrixReader';
import { toMatrixRow } from './matrixRows';
import { toQuestion } from './MatrixQuestion';
import type { MatrixOrder } from './orderAxes';
import { packCells } from './packCells';
import { readPastTile, toPast } from './past';
import { parseRange, sliceOf } from './range';
import { readTileInstances } from './readTileInstances';
import { readTileMembers } from './readTileMembers';
import { toMatrixColumn } from './toMatrixColumn';

/**
 * A range of rows by a range of columns.
 *
 * @throws InputError when a range is none
 * @throws ConflictError when rows and columns are numbered otherwise by now
 */
export async function getMatrixTile(
  context: ReadContext,
  reader: MatrixReader,
  query: MatrixTileQuery,
): Promise<MatrixTile> {
  const rows = parseRange('rows', query.rows ?? '0-50');
  const columns = parseRange('columns', query.columns ?? '0-50');
  const slice = (order: MatrixOrder) => ({
    rows: sliceOf(order.rows, rows),
    columns: sliceOf(order.columns, columns),
  });
  const order = await reader.orderOf(toQuestion(query), query.version, slice);
  const shown = slice(order);
  const part = { clusterIds: shown.rows, entityRefs: shown.columns };
  const { fleet, entities } = reader;
  const read = fleet.past
    ? readPastTile(fleet.past, id => reader.row(id) as Row)
    : readTileInstances;
  return defined({
    asOf: new Date(fleet.takenAt).toISOString(),
    past: fleet.past && toPast(fleet.past),
    revision: fleet.revision,
    version: order.version,
    rows: {
      from: rows.from,
      items: shown.rows.map(id => toMatrixRow(reader.row(id) as Row)),
    },
    columns: {
      from: columns.from,
      items: shown.columns.map(ref => toMatrixColumn(ref, entities)),
    },
    ...packCells({
      part,
      instances: await read(context, part),
      // How far a release was is not kept for each moment.
      ...(fleet.past ? {} : { members: await readTileMembers(context, part) }),
      asOf: fleet.takenAt,
      isPast: fleet.past !== undefined,
    }),
    limited: fleet.limited.length > 0 ? [...fleet.limited] : undefined,
  });
}
