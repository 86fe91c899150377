import type { MemberState } from '@fleetview/backstage-plugin-fleet-common';
import type {
  MatrixCell,
  MatrixColumn,
  MatrixRow,
} from '@fleetview/backstage-plugin-fleet-react';
import { releasesIn, type TileModel } from './TileModel';
import { TILE_COLUMNS, TILE_ROWS } from './tilesFor';

type Loaded = {
  /** By the band of rows, then by that of columns. */
  tiles: Map<number, Map<number, TileModel>>;
  rows: Map<number, MatrixRow>;
  columns: Map<number, MatrixColumn>;
};

/**
 * The tiles that were loaded, as one matrix. With a tile comes another object, which
 * goes on with what the one before it had: what was loaded long ago costs nothing when
 * more comes.
 */
export class LoadedTiles {
  readonly #loaded: Loaded;
  /** Of all tiles, the most urgent first; the same object while they are the same. */
  readonly releases: readonly MemberState[];

  private constructor(loaded: Loaded, releases: readonly MemberState[]) {
    this.#loaded = loaded;
    this.releases = releases;
  }

  static none(): LoadedTiles {
    return new LoadedTiles(
      { tiles: new Map(), rows: new Map(), columns: new Map() },
      [],
    );
  }

  with(tile: TileModel): LoadedTiles {
    const { tiles, rows, columns } = this.#loaded;
    const [firstRow] = tile.rowRange;
    const [firstColumn] = tile.columnRange;
    const band = Math.floor(firstRow / TILE_ROWS);
    const inBand = tiles.get(band) ?? new Map<number, TileModel>();
    tiles.set(band, inBand);
    inBand.set(Math.floor(firstColumn / TILE_COLUMNS), tile);
    keep(rows, firstRow, tile.rows, isSameRow);
    keep(columns, firstColumn, tile.columns, isSameColumn);
    const all = [...tiles.values()].flatMap(each => [...each.values()]);
    const releases = releasesIn(all);
    return new LoadedTiles(
      this.#loaded,
      releases.join() === this.releases.join() ? this.releases : releases,
    );
  }

  rowAt(row: number): MatrixRow | undefined {
    return this.#loaded.rows.get(row);
  }

  columnAt(column: number): MatrixColumn | undefined {
    return this.#loaded.columns.get(column);
  }

  cellAt(row: number, column: number): MatrixCell | null | undefined {
    return this.#loaded.tiles
      .get(Math.floor(row / TILE_ROWS))
      ?.get(Math.floor(column / TILE_COLUMNS))
      ?.cellAt(row, column);
  }

  /** The row of a cluster, where it was loaded. */
  rowOf(clusterId: string): MatrixRow | undefined {
    for (const row of this.#loaded.rows.values()) {
      if (row.id === clusterId) return row;
    }
    return undefined;
  }
}

/** What says the same stays the same object, so that it is not drawn again. */
function keep<T>(
  known: Map<number, T>,
  from: number,
  items: readonly T[],
  isSame: (a: T, b: T) => boolean,
): void {
  items.forEach((item, index) => {
    const before = known.get(from + index);
    if (!before || !isSame(before, item)) known.set(from + index, item);
  });
}

function isSameRow(a: MatrixRow, b: MatrixRow): boolean {
  return (
    a.id === b.id &&
    a.label === b.label &&
    a.detail === b.detail &&
    a.status?.key === b.status?.key &&
    a.status?.confirmedAt === b.status?.confirmedAt
  );
}

function isSameColumn(a: MatrixColumn, b: MatrixColumn): boolean {
  return a.id === b.id && a.title === b.title && a.detail === b.detail;
}
