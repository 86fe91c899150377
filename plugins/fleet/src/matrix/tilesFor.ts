import type { MatrixVisible } from '@fleetview/backstage-plugin-fleet-react';

/** Rows and columns of one tile: what a screen shows is in a few of them. */
export const TILE_ROWS = 50;
export const TILE_COLUMNS = 40;

/** A tile by its numbers. */
export type TilePlace = {
  rows: readonly [number, number];
  columns: readonly [number, number];
};

/** The tiles that what can be seen lies in, and no other. */
export function tilesFor(
  visible: Pick<MatrixVisible, 'rows' | 'columns'>,
  size: { rows: number; columns: number },
): TilePlace[] {
  const bands = new Set<number>();
  for (const { from, to } of visible.rows) {
    for (
      let band = Math.floor(from / TILE_ROWS);
      band * TILE_ROWS < Math.min(to, size.rows);
      band += 1
    ) {
      bands.add(band);
    }
  }
  const tiles: TilePlace[] = [];
  const { from, to } = visible.columns;
  for (const band of [...bands].sort((a, b) => a - b)) {
    for (
      let column = Math.floor(from / TILE_COLUMNS);
      column * TILE_COLUMNS < Math.min(to, size.columns);
      column += 1
    ) {
      tiles.push({
        rows: [band * TILE_ROWS, Math.min((band + 1) * TILE_ROWS, size.rows)],
        columns: [
          column * TILE_COLUMNS,
          Math.min((column + 1) * TILE_COLUMNS, size.columns),
        ],
      });
    }
  }
  return tiles;
}

export function keyOfTile({ rows, columns }: TilePlace): string {
  return `${rows[0]}/${columns[0]}`;
}
