import { useCallback, useState } from 'react';
import type { MatrixRollups } from '@fleetview/backstage-plugin-fleet-common';
import type { MatrixVisible } from '@fleetview/backstage-plugin-fleet-react';
import { LoadedRollups } from './LoadedRollups';
import { LoadedTiles } from './LoadedTiles';
import type { TileModel } from './TileModel';
import { keyOfTile, TILE_COLUMNS, tilesFor, type TilePlace } from './tilesFor';
import { useFrameBatch } from './useFrameBatch';

/** Rows that are asked for before it is known which can be seen. */
const FIRST_ROWS = 50;

/** What is loaded of a matrix, and what has to be for what can be seen. */
export interface LoadedMatrix {
  tiles: LoadedTiles;
  rollups: LoadedRollups;
  /** Tiles of what can be seen. */
  places: readonly TilePlace[];
  /** The first columns of the bands that can be seen. */
  bands: number[];
  onTile: (tile: TileModel) => void;
  onRollups: (answer: MatrixRollups) => void;
  onVisibleRange: (visible: MatrixVisible) => void;
}

export function useLoadedMatrix(size: {
  rows: number;
  columns: number;
}): LoadedMatrix {
  const { rows, columns } = size;
  const [tiles, setTiles] = useState(LoadedTiles.none);
  const [rollups, setRollups] = useState(LoadedRollups.none);
  // Before anything was drawn nothing is known to be in sight.
  const [places, setPlaces] = useState<readonly TilePlace[]>(() =>
    tilesFor(
      {
        rows: [{ from: 0, to: Math.min(FIRST_ROWS, rows) }],
        columns: { from: 0, to: Math.min(TILE_COLUMNS, columns) },
      },
      { rows, columns },
    ),
  );
  const inNextFrame = useFrameBatch();
  const onTile = useCallback(
    (tile: TileModel) =>
      inNextFrame(() => setTiles(before => before.with(tile))),
    [inNextFrame],
  );
  const onRollups = useCallback(
    (answer: MatrixRollups) =>
      inNextFrame(() => setRollups(before => before.with(answer))),
    [inNextFrame],
  );
  const onVisibleRange = useCallback(
    (visible: MatrixVisible) => {
      const next = tilesFor(visible, { rows, columns });
      setPlaces(before => (isSame(before, next) ? before : next));
    },
    [rows, columns],
  );
  const bands = [...new Set(places.map(({ columns: [from] }) => from))];
  return { tiles, rollups, places, bands, onTile, onRollups, onVisibleRange };
}

function isSame(a: readonly TilePlace[], b: readonly TilePlace[]): boolean {
  return (
    a.length === b.length &&
    a.every((place, index) => keyOfTile(place) === keyOfTile(b[index]))
  );
}
