import type { Knex } from 'knex';
import type { RolloutsConfig } from '../../derive/rollouts';
import type { EntityIndex } from '../../mapping/EntityIndex';
import { Access } from '../../permissions/Access';
import type { FleetSnapshot, FleetView } from '../fleet';
import { compareNames } from '../fleet/clusterOrder';
import type { Row } from '../types';
import { MatrixCells } from './MatrixCells';
import { MatrixOrders } from './MatrixOrders';
import { MatrixReader } from './MatrixReader';
import { matrixRows, withReached } from './matrixRows';
import {
  allThen,
  pastRow,
  PastMoments,
  visibleThen,
  type PastMoment,
  type PastTime,
} from './past';
import { wavesReader } from './readWaves';

/** Cells that are held of all readers together who may not see all; the last of them is held however large. */
const CELLS = 4_000_000;

/** Readers of one moment of the past that are held. */
const PAST_READERS = 4;

type NamedRow = Row & { id: string; name: string };

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
  readonly #moments: PastMoments;
  readonly #pastReaders = new WeakMap<
    PastMoment,
    Map<string, Promise<MatrixReader>>
  >();

  /**
   * @param options.rollouts - with the plans that waves are configured by
   * @param options.past - how moments of the past are held
   */
  constructor(options: {
    knex: Knex;
    rollouts?: Pick<RolloutsConfig, 'plans'>;
    past?: Partial<ConstructorParameters<typeof PastMoments>[0]>;
  }) {
    this.#moments = new PastMoments({ knex: options.knex, ...options.past });
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

  /**
   * The fleet at a time in the past. The moment is read once for all; what of it a
   * reader may see is decided by what he may see now, for as long as that is the same.
   *
   * @param options.view - of who may not see all
   */
  async past(
    time: PastTime,
    options: {
      access: Access;
      whole: FleetSnapshot;
      view?: FleetView;
      entities: EntityIndex;
    },
  ): Promise<MatrixReader> {
    const { access, whole, view } = options;
    const moment = await this.#moments.of(time, whole);
    const readers = this.#pastReaders.get(moment) ?? new Map();
    this.#pastReaders.set(moment, readers);
    const { revision } = view?.fleet ?? whole;
    const key = JSON.stringify([
      access.key,
      view?.scope.key,
      revision,
      // One answer is called as it was asked for.
      time.at,
    ]);
    const known: Promise<MatrixReader> | undefined = readers.get(key);
    if (known) return known;
    const reader = this.#readPast(time, moment, options);
    if (readers.size >= PAST_READERS) {
      readers.delete(readers.keys().next().value as string);
    }
    readers.set(key, reader);
    // What failed is tried again by whoever asks next.
    reader.catch(() => readers.delete(key));
    return reader;
  }

  async #readPast(
    time: PastTime,
    moment: PastMoment,
    options: Parameters<MatrixReaders['past']>[1],
  ): Promise<MatrixReader> {
    const { access, whole, view, entities } = options;
    const { fleet, scope } = view ?? { fleet: whole };
    const visible = scope
      ? await visibleThen({
          knex: this.#knex,
          moment,
          clusters: whole.clusters,
          scope,
        })
      : undefined;
    const rows = visible
      ? withReached(whole, fleet, visible.reached)
      : [...whole.clusters, ...moment.gone].sort((a, b) =>
          compareNames(a as NamedRow, b as NamedRow),
        );
    return new MatrixReader({
      fleet: {
        takenAt: time.of,
        revision: fleet.revision,
        limited: fleet.limited,
        past: time,
      },
      accessKey: access.key,
      rows: rows.map(row =>
        pastRow(row, moment.covered.get(row.id), {
          kept: time.kept,
          isCut: moment.cut.has(row.id),
        }),
      ),
      cells: visible?.cells ?? (await allThen(moment)),
      entities,
      orders: this.#orders,
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
