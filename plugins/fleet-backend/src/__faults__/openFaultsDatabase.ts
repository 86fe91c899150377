import { randomBytes } from 'node:crypto';
import createKnex, { type Knex } from 'knex';
import { openDatabase } from '../store/openDatabase';

/** A database for runs under faults. */
export type FaultsDatabase = {
  knex: Knex;
  /** Where it is; empty for SQLite. */
  url: string;
  /** One more connection pool to the same database, as another replica has, perhaps over another way; PostgreSQL only. */
  another(over?: string): Knex;
  /** Sets the database's own clock, in milliseconds since 1970: who waits by it must see the time that passes here. */
  setTime(ms: number): Promise<void>;
  /** Removes everything that is stored. */
  empty(): Promise<void>;
  close(): Promise<void>;
};

// Connections break on purpose here; that a pool says so on the console helps nobody.
const SILENT = {
  warn: () => {},
  error: () => {},
  debug: () => {},
  deprecate: () => {},
};

/** Where PostgreSQL is: what Backstage's own tests are told. */
export function postgresUrl(): string {
  const major = (process.env.FLEET_TEST_POSTGRES ?? 'POSTGRES_18').replace(
    '_',
    '',
  );
  const name = `BACKSTAGE_TEST_DATABASE_${major}_CONNECTION_STRING`;
  const url = process.env[name];
  if (!url) {
    throw new Error(
      `There is no PostgreSQL for runs under faults. Run them with 'npm test', which starts one, or set ${name}.`,
    );
  }
  return url;
}

/** Opens an empty database with all tables. */
export async function openFaultsDatabase(
  client: 'better-sqlite3' | 'pg',
  at?: string,
): Promise<FaultsDatabase> {
  if (client === 'better-sqlite3') {
    const knex = createKnex({
      client,
      connection: ':memory:',
      useNullAsDefault: true,
      pool: {
        min: 1,
        max: 1,
        afterCreate: (
          connection: SqliteConnection,
          done: (error: Error | null, connection: unknown) => void,
        ) => {
          // In this process its clock is ours, whoever moves it.
          connection.function(
            'unixepoch',
            { varargs: true },
            () => Date.now() / 1000,
          );
          done(null, connection);
        },
      },
    });
    await openDatabase({ getClient: async () => knex });
    return {
      knex,
      url: '',
      setTime: async () => {},
      another: () => {
        throw new Error('SQLite is for one replica');
      },
      empty: () => emptyTables(knex, () => sqliteTables(knex)),
      close: () => knex.destroy(),
    };
  }
  const server = at ?? postgresUrl();
  const name = `faults_${randomBytes(6).toString('hex')}`;
  const admin = createKnex({ client, connection: server });
  await admin.raw('create database ??', [name]);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const pools: Knex[] = [];
  const another = (over = url.toString()) => {
    const knex = createKnex({
      client,
      connection: over,
      log: SILENT,
      pool: { min: 0, max: 8 },
    });
    pools.push(knex);
    return knex;
  };
  await replaceClock(admin, { url, name });
  const knex = another();
  await openDatabase({ getClient: async () => knex });
  return {
    knex,
    url: url.toString(),
    setTime: async ms => {
      await knex.raw('update faults.clock set ms = ?', [ms]);
    },
    another,
    empty: () => emptyTables(knex, () => postgresTables(knex)),
    close: async () => {
      await Promise.all(pools.map(pool => pool.destroy()));
      await admin.raw('drop database ?? with (force)', [name]);
      await admin.destroy();
    },
  };
}

type SqliteConnection = {
  function(
    name: string,
    options: { varargs: boolean },
    implementation: () => number,
  ): void;
};

/** From now on `clock_timestamp()` means a clock that can be set; until it is set, the real one. */
async function replaceClock(
  admin: Knex,
  { url, name }: { url: URL; name: string },
): Promise<void> {
  const knex = createKnex({ client: 'pg', connection: url.toString() });
  try {
    await knex.raw(`
      create schema faults;
      create table faults.clock (ms double precision);
      insert into faults.clock values (null);
      create function faults.clock_timestamp() returns timestamptz
        language sql volatile as $$
          select coalesce(to_timestamp(ms / 1000), pg_catalog.clock_timestamp())
          from faults.clock
        $$;
    `);
    await admin.raw(
      'alter database ?? set search_path = public, faults, pg_catalog',
      [name],
    );
  } finally {
    await knex.destroy();
  }
}

async function sqliteTables(knex: Knex): Promise<string[]> {
  return knex('sqlite_master')
    .where({ type: 'table' })
    .whereNot('name', 'like', 'sqlite_%')
    .pluck('name');
}

async function postgresTables(knex: Knex): Promise<string[]> {
  return knex('information_schema.tables')
    .where({ table_schema: 'public', table_type: 'BASE TABLE' })
    .pluck('table_name');
}

async function emptyTables(
  knex: Knex,
  read: () => Promise<string[]>,
): Promise<void> {
  for (const table of await read()) {
    // The revision has its one row from the start, and the audit keeps its own.
    if (table === 'revision' || /^(knex|audit)_/.test(table)) continue;
    await knex(table).delete();
  }
}
