import type { Knex } from 'knex';
import type { RolloutsConfig } from '../../derive/rollouts';
import type { EntityIndex } from '../../mapping/EntityIndex';
import { Access } from '../../permissions/Access';
import type { FleetSnapshot, FleetView } from '../fleet';
import { MatrixCells } from './MatrixCells';
import { MatrixOrders } from './MatrixOrders';
import { MatrixReader } from './MatrixReader';
import { matrixRows } from './matrixRows';
import { wavesReader } from './readWaves';

/** Cells that are held of all readers together who may not see all; the last of them is held however large. */
const CELLS = 4_000_000;

/** What a reader is made of. */
type Made = {
  whole: FleetSnapshot;
  fleet: FleetSnapshot;
  accessKey: string;
  cells: MatrixCells;
  scope?: FleetView['scope'];
  entities: EntityIndex;
};

/**
 * The matrix for each reader. Its cells are held for all who may see the same; what is
 * made of them, for as long as the snapshot of the fleet is.
 */
export class MatrixReaders {
  readonly #knex: Knex;
  readonly #rollouts: Pick<RolloutsConfig, 'plans'> | undefined;
  readonly #orders = new MatrixOrders();
  readonly #whole: MatrixCells;
  /** By access, the one that was asked for last at the end. */
  readonly #limited = new Map<string, MatrixCells>();
  readonly #readers = new WeakMap<FleetSnapshot, Promise<MatrixReader>>();

  /** @param options.rollouts - with the plans that waves are configured by */
  constructor(options: {
    knex: Knex;
    rollouts?: Pick<RolloutsConfig, 'plans'>;
  }) {
    this.#knex = options.knex;
    this.#rollouts = options.rollouts;
    this.#whole = new MatrixCells(options);
  }

  /** For who may see all. */
  whole(whole: FleetSnapshot, entities: EntityIndex): Promise<MatrixReader> {
    return this.#reader({
      whole,
      fleet: whole,
      accessKey: Access.whole.key,
      cells: this.#whole,
      entities,
    });
  }

  /** For who may not. */
  limited(
    access: Access,
    { whole, fleet, scope }: FleetView,
    entities: EntityIndex,
  ): Promise<MatrixReader> {
    const cells =
      this.#limited.get(access.key) ?? new MatrixCells({ knex: this.#knex });
    this.#limited.delete(access.key);
    this.#limited.set(access.key, cells);
    return this.#reader({
      whole,
      fleet,
      accessKey: access.key,
      cells,
      scope,
      entities,
    });
  }

  #reader(options: Made): Promise<MatrixReader> {
    const { fleet } = options;
    const known = this.#readers.get(fleet);
    if (known) return known;
    const reader = this.#read(options);
    this.#readers.set(fleet, reader);
    // What failed is tried again by whoever asks next.
    reader.catch(() => this.#readers.delete(fleet));
    return reader;
  }

  async #read({
    whole,
    fleet,
    accessKey,
    cells,
    scope,
    entities,
  }: Made): Promise<MatrixReader> {
    const now = await cells.of(whole.clusters, scope);
    if (scope) this.#letGo();
    return new MatrixReader({
      fleet,
      accessKey,
      rows: matrixRows(whole, fleet, now),
      cells: now,
      entities,
      orders: this.#orders,
      readWaves: wavesReader({
        knex: this.#knex,
        scope,
        plans: this.#rollouts?.plans ?? [],
        entities,
      }),
    });
  }

  /** Memory stays bounded, however many readers there are. */
  #letGo(): void {
    let size = 0;
    for (const [key, cells] of [...this.#limited].reverse()) {
      size += cells.size;
      if (size > CELLS && size > cells.size) this.#limited.delete(key);
    }
  }
}
