import type { Knex } from 'knex';

/** One statement of SQL, with `?` for its bindings. */
export type Statement = { sql: string; bindings: unknown[] };

/** What a database answers. */
export type Rows = Record<string, any>[];

/**
 * Work within one transaction: statements are yielded, their rows come back. Said
 * like this, it runs in one synchronous stretch on SQLite, whose one connection
 * no page may have to wait for, and over the network on PostgreSQL.
 */
export type Steps<T> = Generator<Statement, T, Rows>;

type Column = 'text' | 'integer' | 'bigint' | 'boolean' | 'double precision';

/** A connection of better-sqlite3, as far as it is used here. */
export type Handle = {
  prepare(sql: string): {
    reader: boolean;
    all(bindings: unknown[]): Rows;
    run(bindings: unknown[]): unknown;
  };
};

export function isPostgres(knex: Knex): boolean {
  return knex.client.config.client === 'pg';
}

/**
 * Rows of ours as a table in a statement, so that one statement serves many of
 * them: `unnest` on PostgreSQL, JSON on SQLite.
 *
 * @param alias - what the statement calls it; its columns are those of `columns`
 */
export function tableOfRows<C extends string>(
  knex: Knex,
  alias: string,
  columns: Record<C, Column>,
  rows: readonly Readonly<Record<C, unknown>>[],
): Statement {
  const names = Object.keys(columns) as C[];
  if (isPostgres(knex)) {
    const arrays = names.map(name => `?::${columns[name]}[]`);
    return {
      sql: `unnest(${arrays.join(', ')}) as ${alias}(${names.join(', ')})`,
      bindings: names.map(name => rows.map(row => row[name] ?? null)),
    };
  }
  const values = names.map((name, index) => `value->>${index} as ${name}`);
  return {
    sql: `(select ${values.join(', ')} from json_each(?)) as ${alias}`,
    bindings: [
      JSON.stringify(rows.map(row => names.map(name => row[name] ?? null))),
    ],
  };
}

/** Ids as a table, of which the one column is called after it: `wanted_id` of `wanted`. */
export function tableOfIds(
  knex: Knex,
  alias: string,
  ids: Iterable<string>,
): Statement {
  const column = `${alias}_id`;
  return tableOfRows(
    knex,
    alias,
    { [column]: 'text' },
    Array.from(ids, id => ({ [column]: id })),
  );
}

/** Runs one statement by itself. */
export async function runStatement(
  knex: Knex,
  { sql, bindings }: Statement,
): Promise<Rows> {
  if (isPostgres(knex)) {
    const { rows } = await knex.raw(sql, bindings as Knex.RawBinding[]);
    return rows;
  }
  return withHandle(knex, handle => runNow(handle, { sql, bindings }));
}

/** Runs steps within one transaction; rolls it back when one of them throws. */
export async function runSteps<T>(
  knex: Knex,
  steps: () => Steps<T>,
): Promise<T> {
  if (isPostgres(knex)) {
    return knex.transaction(trx => runStepsIn(trx, steps()));
  }
  return withHandle(knex, handle => {
    runNow(handle, { sql: 'BEGIN IMMEDIATE', bindings: [] });
    try {
      const result = runStepsNow(handle, steps());
      runNow(handle, { sql: 'COMMIT', bindings: [] });
      return result;
    } catch (error) {
      runNow(handle, { sql: 'ROLLBACK', bindings: [] });
      throw error;
    }
  });
}

/** Runs steps within a transaction that somebody else began. */
export async function runStepsIn<T>(
  trx: Knex.Transaction,
  running: Steps<T>,
): Promise<T> {
  let next = running.next();
  while (!next.done) {
    const { sql, bindings } = next.value;
    const answer = await trx.raw(sql, bindings as Knex.RawBinding[]);
    next = running.next(isPostgres(trx) ? answer.rows : answer);
  }
  return next.value;
}

/** Runs steps on SQLite within whatever transaction is open. */
export function runStepsNow<T>(handle: Handle, running: Steps<T>): T {
  let next = running.next();
  while (!next.done) next = running.next(runNow(handle, next.value));
  return next.value;
}

async function withHandle<T>(
  knex: Knex,
  work: (handle: Handle) => T,
): Promise<T> {
  const handle: Handle = await knex.client.acquireConnection();
  try {
    return work(handle);
  } finally {
    await knex.client.releaseConnection(handle);
  }
}

/** Statements of a connection are compiled once. Bounded: the texts are ours, and few. */
const compiled = new WeakMap<
  Handle,
  Map<string, ReturnType<Handle['prepare']>>
>();

function runNow(handle: Handle, { sql, bindings }: Statement): Rows {
  const known = compiled.get(handle) ?? new Map();
  compiled.set(handle, known);
  const statement = known.get(sql) ?? handle.prepare(sql);
  known.set(sql, statement);
  if (statement.reader) return statement.all(bindings);
  statement.run(bindings);
  return [];
}
