import { ConflictError } from '@backstage/errors';
import { breather } from '../../derive/breather';
import type { EntityIndex } from '../../mapping/EntityIndex';
import type { FleetSnapshot } from '../fleet';
import type { Row } from '../types';
import type { CellsNow } from './MatrixCells';
import type { MatrixOrders } from './MatrixOrders';
import type { MatrixQuestion } from './MatrixQuestion';
import type { MatrixOrder } from './orderAxes';
import type { PastTime } from './past';
import type { ReadWaves } from './readWaves';
import { selectMatrix, type MatrixSelection } from './selectMatrix';

/** Selections and answers of a moment that are held. */
const MADE = 100;

/** What the matrix is of: a snapshot of the fleet, or the fleet at a time. */
export type MatrixMoment = Pick<
  FleetSnapshot,
  'takenAt' | 'revision' | 'limited'
> & {
  /** Where it is in the past. */
  past?: PastTime;
};

/** The matrix as one reader may see it, as of one moment. */
export class MatrixReader {
  readonly fleet: MatrixMoment;
  readonly entities: EntityIndex;
  readonly cells: CellsNow;
  readonly #accessKey: string;
  readonly #rows: ReadonlyMap<string, Row>;
  readonly #list: readonly Row[];
  readonly #orders: MatrixOrders;
  readonly #readWaves: ReadWaves | undefined;
  readonly #made = new Map<string, Promise<unknown>>();
  #components: ReadonlySet<string> | undefined;

  constructor(options: {
    fleet: MatrixMoment;
    accessKey: string;
    /** By name. */
    rows: readonly Row[];
    cells: CellsNow;
    entities: EntityIndex;
    orders: MatrixOrders;
    /** Those that the reader may see. */
    readWaves?: ReadWaves;
  }) {
    this.fleet = options.fleet;
    this.entities = options.entities;
    this.cells = options.cells;
    this.#accessKey = options.accessKey;
    this.#list = options.rows;
    this.#rows = new Map(options.rows.map(row => [row.id, row]));
    this.#orders = options.orders;
    this.#readWaves = options.readWaves;
  }

  /** What a question finds. */
  select(question: MatrixQuestion): Promise<MatrixSelection> {
    return this.once(`selection ${question.key}`, async () => {
      const selection = await selectMatrix({
        question,
        rows: this.#list,
        cells: this.cells,
        entities: this.entities,
        wavesOf: await this.#readWaves?.(question),
        breathe: breather(),
      });
      this.#orders.keep(this.#accessKey, selection.order);
      return selection;
    });
  }

  /** Makes something once for all who ask the same of this moment. */
  once<T>(key: string, make: () => Promise<T>): Promise<T> {
    const known = this.#made.get(key);
    if (known) return known as Promise<T>;
    const making = make();
    // What failed is tried again by whoever asks next.
    making.catch(() => this.#made.delete(key));
    if (this.#made.size >= MADE) {
      this.#made.delete(this.#made.keys().next().value as string);
    }
    this.#made.set(key, making);
    return making;
  }

  /** The row of a cluster that the reader may see. */
  row(clusterId: string): Row | undefined {
    return this.#rows.get(clusterId);
  }

  /** Whether something of a component runs where the reader may see it. */
  hasComponent(entityRef: string): boolean {
    this.#components ??= this.#visibleComponents();
    return this.#components.has(entityRef);
  }

  /**
   * The order by which something is numbered: the present one, or one that the reader
   * was told before.
   *
   * @param slice - the part of it that is wanted; all of it may have become invisible but this
   * @throws ConflictError when there is none any more
   */
  async orderOf(
    question: MatrixQuestion,
    version: string | undefined,
    slice: (order: MatrixOrder) => {
      rows: readonly string[];
      columns: readonly string[];
    },
  ): Promise<MatrixOrder> {
    const held =
      version === undefined
        ? undefined
        : this.#orders.of(this.#accessKey, version);
    if (held) {
      const { rows, columns } = slice(held);
      if (
        rows.every(id => this.#rows.has(id)) &&
        columns.every(ref => this.hasComponent(ref))
      ) {
        return held;
      }
    }
    const { order } = await this.select(question);
    if (version === undefined || order.version === version) return order;
    throw new ConflictError(
      `The matrix has other rows or columns now than those of the version '${version}'. Read its axes again.`,
    );
  }

  #visibleComponents(): Set<string> {
    const seen = new Uint8Array(this.cells.refs.length);
    for (const { id } of this.#list) {
      for (const index of this.cells.byCluster.get(id)?.columns ?? []) {
        seen[index] = 1;
      }
    }
    return new Set(this.cells.refs.filter((_, index) => seen[index] === 1));
  }
}
