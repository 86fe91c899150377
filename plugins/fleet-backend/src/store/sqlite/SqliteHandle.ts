import type { Knex } from 'knex';

/** A prepared statement of better-sqlite3, as far as it is used here. */
export type SqliteStatement = {
  /** Whether it gives rows. */
  reader: boolean;
  run(...values: unknown[]): { changes: number };
  get(...values: unknown[]): any;
  all(...values: unknown[]): any[];
};

/** The database behind knex. */
type RawHandle = {
  prepare(sql: string): SqliteStatement;
  exec(sql: string): unknown;
  inTransaction: boolean;
};

const statements = new WeakMap<RawHandle, Map<string, SqliteStatement>>();

/** The raw handle of SQLite, for work that is done without waiting in between. */
export class SqliteHandle {
  readonly #raw: RawHandle;

  /**
   * Does something on the one connection, while nobody else has it. It must not
   * wait for anything.
   */
  static async use<T>(
    knex: Knex,
    work: (handle: SqliteHandle) => T,
  ): Promise<T> {
    const raw = await knex.client.acquireConnection();
    try {
      return work(new SqliteHandle(raw));
    } finally {
      await knex.client.releaseConnection(raw);
    }
  }

  private constructor(raw: RawHandle) {
    this.#raw = raw;
  }

  /** Prepares a statement once per connection. */
  prepare(sql: string): SqliteStatement {
    let prepared = statements.get(this.#raw);
    if (!prepared) {
      prepared = new Map();
      statements.set(this.#raw, prepared);
    }
    let statement = prepared.get(sql);
    if (!statement) {
      statement = this.#raw.prepare(sql);
      prepared.set(sql, statement);
    }
    return statement;
  }

  /** All of it, or nothing. */
  transaction<T>(work: () => T): T {
    this.#raw.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#raw.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#raw.inTransaction) this.#raw.exec('ROLLBACK');
      throw error;
    }
  }
}
