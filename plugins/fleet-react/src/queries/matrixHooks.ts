import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type {
  MatrixAxes,
  MatrixQuery,
  MatrixRollups,
  MatrixTile,
} from '@fleetview/backstage-plugin-fleet-common';
import { FLEET_PAST_QUERY_KEY, FLEET_QUERY_KEY } from './keys';
import type { Sight } from './sight';
import { useFleetQuery } from './useFleetQuery';

/** The status of an answer that says that rows and columns are numbered otherwise by now. */
const CONFLICT = 409;

/**
 * The rows and columns of the matrix of clusters and components. While other filters are
 * on their way the axes before stay, marked as updating; but never those of another time.
 *
 * @param query - with `at` it is as of that time, and is not read again
 *
 * @public
 */
export function useMatrixAxes(query: MatrixQuery = {}): Sight<MatrixAxes> {
  return useFleetQuery({
    key: ['matrix', 'axes'],
    at: query.at,
    filter: query,
    read: (api, signal) => api.getMatrixAxes(query, signal),
  });
}

/**
 * A part of the matrix, by numbers of rows and columns: from the first, up to the second
 * and not including it; at most 200 of each.
 *
 * @public
 */
export interface MatrixPart {
  rows: readonly [number, number];
  columns: readonly [number, number];
}

/**
 * One tile of the matrix. It is kept under the version of the axes that it is numbered by,
 * and read again when something changes; never does one of another version stand in
 * for it. When the server does not know the version any more, the axes are read again, and
 * with them come tiles of the new one.
 *
 * @param version - of the axes that are on screen
 * @public
 */
export function useMatrixTile(
  query: MatrixQuery,
  version: string,
  part: MatrixPart,
): Sight<MatrixTile> {
  const rows = rangeOf(part.rows);
  const columns = rangeOf(part.columns);
  const sight = useFleetQuery({
    key: ['matrix', 'tile', query, version, rows, columns],
    at: query.at,
    read: (api, signal) =>
      api.getMatrixTile({ ...query, version, rows, columns }, signal),
  });
  useAxesAgain(sight, query);
  return sight;
}

/**
 * The cells of groups of rows in a range of columns, counted by state; kept, and read again, as
 * tiles are.
 *
 * @param part.groups - numbers of groups: from the first, up to the second and not including it
 * @public
 */
export function useMatrixRollups(
  query: MatrixQuery,
  version: string,
  part: {
    groups: readonly [number, number];
    columns: readonly [number, number];
  },
): Sight<MatrixRollups> {
  const groups = rangeOf(part.groups);
  const columns = rangeOf(part.columns);
  const sight = useFleetQuery({
    key: ['matrix', 'rollups', query, version, groups, columns],
    at: query.at,
    read: (api, signal) =>
      api.getMatrixRollups({ ...query, version, groups, columns }, signal),
  });
  useAxesAgain(sight, query);
  return sight;
}

/** Has the axes read again when what was asked for is numbered otherwise by now. */
function useAxesAgain(sight: Sight<object>, { at }: MatrixQuery): void {
  const queryClient = useQueryClient();
  const failure =
    sight.kind === 'failed' || sight.kind === 'ready'
      ? sight.failure
      : undefined;
  const isOutdated = failure?.status === CONFLICT;
  useEffect(() => {
    if (isOutdated) {
      queryClient.invalidateQueries({
        queryKey: [
          ...(at ? [...FLEET_PAST_QUERY_KEY, at] : FLEET_QUERY_KEY),
          'matrix',
          'axes',
        ],
      });
    }
  }, [isOutdated, queryClient, at]);
}

function rangeOf([from, to]: readonly [number, number]): string {
  return `${from}-${to}`;
}
