import {
  MEMBER_STATES,
  type MatrixTile,
  type MemberState,
  type PastGap,
} from '@fleetview/backstage-plugin-fleet-common';
import type {
  MatrixCell,
  MatrixColumn,
  MatrixRow,
} from '@fleetview/backstage-plugin-fleet-react';
import { toColumn, toRow, type PastWords } from './matrixModel';

/**
 * What one tile brought, by numbers of the whole matrix. A tile comes while it is
 * scrolled, with thousands of cells of which a part is looked at: each is unpacked when
 * it is asked for, once, so that what did not change is not drawn again.
 */
export class TileModel {
  readonly rowRange: readonly [number, number];
  readonly columnRange: readonly [number, number];
  readonly rows: readonly MatrixRow[];
  readonly columns: readonly MatrixColumn[];
  readonly #tile: MatrixTile;
  readonly #words: PastWords | undefined;
  readonly #asOf: number;
  /** For every place of the tile, row by row, the number of its cell and 1; 0 where there is none. */
  readonly #numbers: Uint32Array;
  readonly #made: (MatrixCell | undefined)[];
  readonly #notKnown = new Map<PastGap | undefined, MatrixCell>();

  constructor(tile: MatrixTile, words?: PastWords) {
    const { rows, columns, cells } = tile;
    this.#tile = tile;
    this.#words = words;
    this.#asOf = Date.parse(tile.asOf);
    this.#made = new Array(cells.row.length).fill(undefined);
    this.rowRange = [rows.from, rows.from + rows.items.length];
    this.columnRange = [columns.from, columns.from + columns.items.length];
    this.rows = rows.items.map(row => toRow(row, words));
    this.columns = columns.items.map(toColumn);
    const width = columns.items.length;
    this.#numbers = new Uint32Array(rows.items.length * width);
    for (let index = 0; index < cells.row.length; index++) {
      this.#numbers[cells.row[index] * width + cells.column[index]] = index + 1;
    }
  }

  /** How far releases are in its cells. */
  get releases(): ReadonlySet<MemberState> {
    const { rollouts = [], cells } = this.#tile;
    return new Set(
      [...new Set(cells.rollout)].flatMap(index => rollouts[index] ?? []),
    );
  }

  /**
   * @param row - of the whole matrix, as `column` is
   * @returns null where nothing runs; undefined where it is not in the tile
   */
  cellAt(row: number, column: number): MatrixCell | null | undefined {
    const [firstRow, endRow] = this.rowRange;
    const [firstColumn, endColumn] = this.columnRange;
    if (row < firstRow || row >= endRow) return undefined;
    if (column < firstColumn || column >= endColumn) return undefined;
    const width = endColumn - firstColumn;
    const number =
      this.#numbers[(row - firstRow) * width + column - firstColumn];
    if (number > 0) {
      return (this.#made[number - 1] ??= this.#unpack(number - 1));
    }
    // An empty cell of a cluster that is not read completely is not known.
    const { complete, gap } = this.#tile.rows.items[row - firstRow];
    return complete ? null : this.#notKnownOf(gap);
  }

  #unpack(index: number): MatrixCell {
    const { states, versions, certainties, cells } = this.#tile;
    const words = this.#words;
    const key = states[cells.state[index]] ?? 'unknown';
    const isStale = cells.stale[index] === 1;
    const version =
      versions[cells.version[index]] ?? versions[cells.desired[index]];
    const since = this.#timeOf(
      isStale ? cells.staleSince[index] : cells.since[index],
    );
    const certainty = certainties?.[cells.certainty?.[index] ?? -1];
    const reason =
      certainty && certainty !== 'known'
        ? words?.certainty(certainty)
        : undefined;
    return {
      kind: 'state',
      status: {
        key,
        stale: isStale,
        ...(isStale && since ? { confirmedAt: since } : {}),
        ...(reason ? { reason } : {}),
      },
      // That it is not known how it was is read out, and not on hover alone.
      ...(reason && words && !isStale
        ? { word: `${words.status(key)}: ${reason}` }
        : {}),
      ...(version ? { version } : {}),
      ...(since ? { since } : {}),
      ...this.#releaseOf(index),
    };
  }

  /** How far a release is in a cell. An older server says nothing of it. */
  #releaseOf(
    index: number,
  ): Pick<Extract<MatrixCell, { kind: 'state' }>, 'release'> {
    const { rollouts = [], cells } = this.#tile;
    const state = rollouts[cells.rollout?.[index] ?? -1];
    if (!state) return {};
    const since = this.#timeOf(cells.rolloutSince[index]);
    return { release: { state, ...(since ? { since } : {}) } };
  }

  #timeOf(seconds: number): string | undefined {
    if (seconds < 0) return undefined;
    return new Date(this.#asOf - seconds * 1000).toISOString();
  }

  #notKnownOf(gap: PastGap | undefined): MatrixCell {
    const known = this.#notKnown.get(gap);
    if (known) return known;
    const made: MatrixCell = {
      kind: 'not-known',
      ...(gap && this.#words ? { reason: this.#words.gap(gap) } : {}),
    };
    this.#notKnown.set(gap, made);
    return made;
  }
}

/** How far releases are in some tiles, the most urgent first. */
export function releasesIn(tiles: readonly TileModel[]): MemberState[] {
  const found = new Set(tiles.flatMap(({ releases }) => [...releases]));
  return MEMBER_STATES.filter(state => found.has(state));
}
