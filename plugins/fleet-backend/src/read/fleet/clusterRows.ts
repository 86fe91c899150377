import type { Knex } from 'knex';
import type { Row } from '../types';
import { compareNames } from './clusterOrder';

/** Everything is read again after so long, whatever the shorter way brought. */
const WHOLE_MS = 60_000;

/**
 * The rows of the table `cluster`, kept up to date.
 *
 * On PostgreSQL only rows are fetched that a transaction wrote which the last
 * reading may not have seen: those whose `xmin` is not older than the oldest
 * transaction that was running then. What commits late is thereby read twice
 * rather than missed. SQLite has one writer and few clusters: it is read whole.
 */
export class ClusterRows {
  readonly #knex: Knex;
  readonly #isPostgres: boolean;
  readonly #rows = new Map<string, Row>();
  /** Ids by name. Names hardly ever change, and sorting is the dearest of it. */
  #order: string[] | undefined;
  #seen: { low: bigint; wholeAt: number } | undefined;

  constructor(knex: Knex) {
    this.#knex = knex;
    this.#isPostgres = knex.client.config.client === 'pg';
  }

  /**
   * The rows of clusters that a source still names, by name, as they are now.
   *
   * @param elapsed - a monotonic clock, milliseconds
   */
  async read(elapsed: number): Promise<Row[]> {
    await this.#refresh(elapsed);
    this.#order ??= ([...this.#rows.values()] as { id: string; name: string }[])
      .sort(compareNames)
      .map(({ id }) => id);
    return this.#order.map(id => this.#rows.get(id) as Row);
  }

  async #refresh(elapsed: number): Promise<void> {
    if (!this.#isPostgres) {
      await this.#readAll();
      return;
    }
    const low = await this.#oldestRunning();
    const last = this.#seen;
    if (!last || elapsed - last.wholeAt > WHOLE_MS) {
      await this.#readAll();
      this.#seen = { low, wholeAt: elapsed };
      return;
    }
    // The 32 bits of xmin turn round; what is ahead by less than half is newer.
    const changed: Row[] = await this.#knex('cluster').whereRaw(
      '((xmin::text::bigint - ?::bigint) & 4294967295) < 2147483648',
      [String(BigInt.asUintN(32, last.low))],
    );
    this.#seen = { low, wholeAt: last.wholeAt };
    for (const row of changed) this.#take(row);
  }

  async #oldestRunning(): Promise<bigint> {
    const { rows } = await this.#knex.raw(
      'select pg_snapshot_xmin(pg_current_snapshot())::text as low',
    );
    return BigInt(rows[0].low);
  }

  async #readAll(): Promise<void> {
    const all: Row[] = await this.#knex('cluster').whereNull('left_at');
    const ids = new Set(all.map(({ id }) => id));
    for (const id of [...this.#rows.keys()]) {
      if (!ids.has(id)) this.#drop(id);
    }
    for (const row of all) this.#take(row);
  }

  #take(row: Row): void {
    if (row.left_at !== null) {
      this.#drop(row.id);
      return;
    }
    if (this.#rows.get(row.id)?.name !== row.name) this.#order = undefined;
    this.#rows.set(row.id, row);
  }

  #drop(id: string): void {
    if (this.#rows.delete(id)) this.#order = undefined;
  }
}
