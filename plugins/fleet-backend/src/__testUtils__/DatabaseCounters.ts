import type { Knex } from 'knex';
import { AsyncLocalStorage } from 'node:async_hooks';

/** What clusters said, and what follows from it. */
const TABLES = ['workload', 'instance', 'cell'] as const;

/** Statements of what goes on by the clock, however long a test takes, and of the counting itself. */
const BY_THE_CLOCK =
  /\b(coverage|cluster_lease|revision|pg_stat\w*|written)\b|from .(dirty|entity)\b/i;

const WRITES =
  /^\s*(insert|update|delete|copy|merge|with .*\b(insert|update|delete|merge)\b)/is;

/** The connections that a pool has at most. */
const CONNECTIONS = 10;

export type DatabaseCounts = {
  /** Statements that follow from what clusters said, or from somebody who looks. */
  statements: number;
  /** Those of them that write. */
  writes: number;
  /** Rows that were inserted, updated or deleted, by table. */
  written: Record<(typeof TABLES)[number], number>;
};

/**
 * Counts what is done to a database: statements as they are sent, and rows by
 * triggers of its own, so that no way of writing goes uncounted.
 */
export class DatabaseCounters {
  readonly #knex: Knex;
  readonly #isPostgres: boolean;
  readonly #listen: (query: { sql: string }) => void;
  readonly #asked = new AsyncLocalStorage<string[]>();
  readonly log: string[] = [];

  static async attach(
    knex: Knex,
    isPostgres: boolean,
  ): Promise<DatabaseCounters> {
    const counters = new DatabaseCounters(knex, isPostgres);
    await (isPostgres ? countOnPostgres(knex) : countOnSqlite(knex));
    counters.reset();
    return counters;
  }

  private constructor(knex: Knex, isPostgres: boolean) {
    this.#knex = knex;
    this.#isPostgres = isPostgres;
    this.#listen = ({ sql }) => {
      this.#asked.getStore()?.push(sql);
      if (!BY_THE_CLOCK.test(sql)) this.log.push(sql);
    };
    knex.on('query', this.#listen);
  }

  /**
   * Does something, and tells of each statement that follows from it, whatever
   * else goes on in this process meanwhile.
   *
   * @param statements - where they are put
   */
  of<Result>(statements: string[], work: () => Result): Result {
    return this.#asked.run(statements, work);
  }

  reset(): void {
    this.log.length = 0;
  }

  /** What was counted since the statements were reset; rows since the last call of this. */
  async take(): Promise<DatabaseCounts> {
    const statements = this.log.length;
    const writes = this.log.filter(sql => WRITES.test(sql)).length;
    const written = {} as DatabaseCounts['written'];
    for (const table of TABLES) {
      written[table] = this.#isPostgres
        ? await takeFromPostgres(this.#knex, table)
        : await takeFromSqlite(this.#knex, table);
    }
    this.reset();
    return { statements, writes, written };
  }

  /** Rows that were read so far to answer queries. SQLite does not tell: none. */
  async scanned(): Promise<number> {
    if (!this.#isPostgres) return 0;
    // Each connection tells when it is told to: all of them at once get one statement.
    await Promise.all(
      Array.from({ length: CONNECTIONS }, () =>
        this.#knex.raw('select pg_stat_force_next_flush()'),
      ),
    );
    const { rows } = await this.#knex.raw(
      'select coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0)::int as scanned from pg_stat_user_tables',
    );
    return rows[0].scanned;
  }

  detach(): void {
    this.#knex.removeListener('query', this.#listen);
  }
}

async function countOnPostgres(knex: Knex): Promise<void> {
  await knex.raw(
    `create function count_written() returns trigger language plpgsql as $$ begin perform nextval('written_' || tg_table_name); return null; end $$`,
  );
  for (const table of TABLES) {
    // A sequence counts without a lock that others would wait for.
    await knex.raw(`create sequence written_${table} minvalue 0 start 0`);
    await knex.raw(
      `create trigger count_written after insert or update or delete on ${table} for each row execute function count_written()`,
    );
  }
}

async function takeFromPostgres(knex: Knex, table: string): Promise<number> {
  const { rows } = await knex.raw(
    `select last_value, is_called from written_${table}`,
  );
  await knex.raw(`alter sequence written_${table} restart`);
  return rows[0].is_called ? Number(rows[0].last_value) + 1 : 0;
}

async function countOnSqlite(knex: Knex): Promise<void> {
  await knex.raw('create table written (name text primary key, n integer)');
  for (const table of TABLES) {
    await knex.raw('insert into written values (?, 0)', [table]);
    for (const event of ['insert', 'update', 'delete']) {
      await knex.raw(
        `create trigger count_${table}_${event} after ${event} on "${table}" begin update written set n = n + 1 where name = '${table}'; end`,
      );
    }
  }
}

async function takeFromSqlite(knex: Knex, table: string): Promise<number> {
  const [row] = await knex('written').where({ name: table });
  await knex('written').where({ name: table }).update({ n: 0 });
  return row.n;
}
