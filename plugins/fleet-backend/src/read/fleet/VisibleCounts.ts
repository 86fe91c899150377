import type { Knex } from 'knex';
import { SUM_COLUMNS } from '../../derive/sumColumns';
import type { CellScope } from '../../permissions/CellScope';
import type { Row } from '../types';
import { readWorst } from './readWorst';

/** What a reader may see of what runs on one cluster. */
type Counted = {
  /** The row that it was counted for: how often cells were written, and what is worst. */
  written: unknown;
  worst: unknown;
  columns: Record<string, number | string>;
  /** Differs as soon as anything of it says something else. */
  stamp: string;
  /** The row with it, as long as the row itself stays. */
  joined?: { row: Row; counted: Row };
};

/** Of more clusters than one in so many all are read anew. */
const FEW = 4;

const NONE = Object.fromEntries(SUM_COLUMNS.map(name => [name, 0]));

/**
 * What one reader may see of what runs, by cluster. Read anew only of clusters of
 * which cells were written since: as the reader who may see all has his sums.
 */
export class VisibleCounts {
  readonly #knex: Knex;
  #counted = new Map<string, Counted>();
  #scopeKey: string | undefined;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  /**
   * @param clusters - rows of the table `cluster`, as of one moment
   * @returns the same rows with the sums and the worst of what is in scope, and
   *   a stamp of all of it
   */
  async of(
    clusters: readonly Row[],
    scope: CellScope,
  ): Promise<{ clusters: Row[]; stamp: string[] }> {
    if (scope.key !== this.#scopeKey) {
      this.#counted = new Map();
      this.#scopeKey = scope.key;
    }
    // Kept apart: others may ask meanwhile, with another scope.
    const held = new Map<string, Counted>();
    for (const { id, cells_written: written, worst } of clusters) {
      const known = this.#counted.get(id);
      if (known && known.written === written && known.worst === worst) {
        held.set(id, known);
      }
    }
    const changed = clusters.filter(({ id }) => !held.has(id));
    for (const [id, counted] of await this.#read(
      changed,
      scope,
      clusters.length,
    )) {
      held.set(id, counted);
    }
    if (scope.key === this.#scopeKey) this.#counted = held;
    const stamp: string[] = [];
    const rows = clusters.map(row => {
      const counted = held.get(row.id) as Counted;
      stamp.push(`${row.id}/${counted.stamp}`);
      if (counted.joined?.row !== row) {
        counted.joined = { row, counted: { ...row, ...counted.columns } };
      }
      return counted.joined.counted;
    });
    return { clusters: rows, stamp };
  }

  async #read(
    changed: readonly Row[],
    scope: CellScope,
    all: number,
  ): Promise<Map<string, Counted>> {
    const found = new Map<string, Counted>();
    if (changed.length === 0) return found;
    const ids =
      changed.length * FEW > all ? undefined : changed.map(({ id }) => id);
    const [rows, worst] = await Promise.all([
      scope.isEmpty ? [] : scope.sums(SUM_COLUMNS, ids),
      readWorst(this.#knex, changed, scope, ids),
    ]);
    const sums = new Map<string, Row>(
      rows.map((row: Row) => [row.cluster_id, row]),
    );
    for (const row of changed) {
      const sum = sums.get(row.id);
      const columns = sum
        ? Object.fromEntries(SUM_COLUMNS.map(name => [name, Number(sum[name])]))
        : NONE;
      found.set(row.id, {
        written: row.cells_written,
        worst: row.worst,
        columns: {
          ...columns,
          worst: JSON.stringify(worst.get(row.id) ?? []),
        },
        stamp: sum ? `${sum.cells}/${sum.stamp}` : '',
      });
    }
    return found;
  }
}
