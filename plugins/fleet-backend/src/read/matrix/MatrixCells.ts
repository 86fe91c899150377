import type { Knex } from 'knex';
import { breather } from '../../derive/breather';
import type { CellScope } from '../../permissions/CellScope';
import type { Row } from '../types';
import { worseBits, type CellBits } from './cellState';
import { inParts } from './inParts';
import { readCells, type StoredCells } from './readCells';

/** The cells of one cluster, a place in both arrays for each. */
export type ClusterCells = {
  /** Indexes into the references of entities. */
  columns: Uint32Array;
  bits: Uint8Array;
};

/** The cells that a reader may see, as of one moment. */
export type CellsNow = {
  /** Entities by the index that cells have them under; only grows. */
  refs: readonly string[];
  /** By cluster; of one on which nothing runs there may be none. */
  byCluster: ReadonlyMap<string, ClusterCells>;
  /** How many there are. */
  total: number;
};

type Held = ClusterCells & {
  /** How often the cluster's cells had been written. */
  written: unknown;
};

/**
 * The cells of the matrix that one reader may see, five bytes for each. They are read
 * anew only of clusters of which cells were written since: what an answer costs
 * does not grow with what stays.
 */
export class MatrixCells {
  readonly #knex: Knex;
  readonly #refs: string[] = [];
  readonly #indexes = new Map<string, number>();
  #held = new Map<string, Held>();
  #scopeKey: string | undefined;
  /** Readers wait for each other: what one has read the next one has. */
  #reading: Promise<unknown> = Promise.resolve();

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  /** How many cells are held. */
  get size(): number {
    let size = 0;
    for (const { bits } of this.#held.values()) size += bits.length;
    return size;
  }

  /**
   * @param clusters - rows of the table `cluster`, as of one moment
   * @param scope - of somebody who may not see all
   */
  async of(clusters: readonly Row[], scope?: CellScope): Promise<CellsNow> {
    const before = this.#reading.catch(() => undefined);
    const reading = before.then(() => this.#refresh(clusters, scope));
    this.#reading = reading;
    return reading;
  }

  async #refresh(
    clusters: readonly Row[],
    scope: CellScope | undefined,
  ): Promise<CellsNow> {
    if (scope?.key !== this.#scopeKey) {
      this.#held = new Map();
      this.#scopeKey = scope?.key;
    }
    const held = new Map<string, Held>();
    const changed: Row[] = [];
    for (const row of clusters) {
      const known = this.#held.get(row.id);
      if (known && known.written === row.cells_written) held.set(row.id, known);
      else changed.push(row);
    }
    const breathe = breather();
    for (const rows of inParts(changed)) {
      const cells = await readCells({
        knex: this.#knex,
        clusterIds: rows.map(({ id }) => id),
        scope,
      });
      const byCluster = this.#byCluster(cells);
      for (const { id, cells_written: written } of rows) {
        held.set(id, { written, ...packed(byCluster.get(id)) });
      }
      await breathe();
    }
    this.#held = held;
    return { refs: this.#refs, byCluster: held, total: this.size };
  }

  #byCluster(cells: StoredCells): Map<string, Map<number, CellBits>> {
    const byCluster = new Map<string, Map<number, CellBits>>();
    cells.cluster_id.forEach((clusterId, at) => {
      const found = byCluster.get(clusterId) ?? new Map<number, CellBits>();
      byCluster.set(clusterId, found);
      const index = this.#indexOf(cells.entity_ref[at]);
      const bits = Number(cells.bits[at]);
      const known = found.get(index);
      // What it is in one namespace, and in another.
      found.set(index, known === undefined ? bits : worseBits(known, bits));
    });
    return byCluster;
  }

  #indexOf(ref: string): number {
    const known = this.#indexes.get(ref);
    if (known !== undefined) return known;
    this.#refs.push(ref);
    this.#indexes.set(ref, this.#refs.length - 1);
    return this.#refs.length - 1;
  }
}

function packed(
  found: ReadonlyMap<number, CellBits> = new Map(),
): ClusterCells {
  return {
    columns: Uint32Array.from(found.keys()),
    bits: Uint8Array.from(found.values()),
  };
}
