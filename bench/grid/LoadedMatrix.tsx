import { useCallback, useEffect, useMemo, useState, type Ref } from 'react';
import type { MatrixQuery } from '@fleetview/backstage-plugin-fleet-common';
import {
  Matrix,
  type MatrixCell,
  type MatrixHandle,
  type MatrixProps,
} from '@fleetview/backstage-plugin-fleet-react';
import {
  RollupLoader,
  TileLoader,
} from '../../plugins/fleet/src/matrix/MatrixLoaders';
import {
  keyOfTile,
  TILE_COLUMNS,
} from '../../plugins/fleet/src/matrix/tilesFor';
import { useLoadedMatrix } from '../../plugins/fleet/src/matrix/useLoadedMatrix';

const QUERY: MatrixQuery = {};
const VERSION = 'bench';
const key = (row: number, column: number) => `${row}/${column}`;

/** The matrix with what is loaded of it, over the portal's own loaders. */
export function LoadedMatrix(
  props: Omit<
    MatrixProps,
    'rowAt' | 'columnAt' | 'cellAt' | 'rollupAt' | 'onVisibleRange'
  > & { gridRef: Ref<MatrixHandle> },
) {
  const { gridRef, ...others } = props;
  const { rowCount, columnCount, groups = [] } = props;
  const loaded = useLoadedMatrix({ rows: rowCount, columns: columnCount });
  const { tiles, rollups } = loaded;
  const [news, setNews] = useState<ReadonlyMap<string, MatrixCell>>(new Map());
  const rowAt = useCallback((row: number) => tiles.rowAt(row), [tiles]);
  const columnAt = useCallback(
    (column: number) => tiles.columnAt(column),
    [tiles],
  );
  const cellAt = useCallback(
    (row: number, column: number) =>
      news.get(key(row, column)) ?? tiles.cellAt(row, column),
    [tiles, news],
  );
  const numbers = useMemo(
    () => new Map(groups.map((group, index) => [group.key, index])),
    [groups],
  );
  const rollupAt = useCallback<NonNullable<MatrixProps['rollupAt']>>(
    (group, column) => rollups.at(numbers.get(group.key) ?? -1, column),
    [rollups, numbers],
  );
  useEffect(() => {
    // News about some of what can be seen, as a signal brings it.
    Object.assign(window, {
      news: (row: number, column: number) =>
        setNews(before =>
          new Map(before).set(key(row, column), {
            kind: 'state',
            status: { key: 'succeeded', stale: false },
            version: '9.9.9',
            since: new Date().toISOString(),
          }),
        ),
    });
  }, []);
  return (
    <>
      {loaded.places.map(place => (
        <TileLoader
          key={keyOfTile(place)}
          query={QUERY}
          version={VERSION}
          place={place}
          onTile={loaded.onTile}
        />
      ))}
      {loaded.bands.map(from => (
        <RollupLoader
          key={from}
          query={QUERY}
          version={VERSION}
          part={{
            groups: [0, groups.length],
            columns: [from, Math.min(from + TILE_COLUMNS, columnCount)],
          }}
          onRollups={loaded.onRollups}
        />
      ))}
      <Matrix
        {...others}
        ref={gridRef}
        rowAt={rowAt}
        columnAt={columnAt}
        cellAt={cellAt}
        rollupAt={rollupAt}
        onVisibleRange={loaded.onVisibleRange}
      />
    </>
  );
}
