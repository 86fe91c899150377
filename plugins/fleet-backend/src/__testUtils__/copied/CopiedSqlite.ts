import type { Knex } from 'knex';
import { openDatabase } from '../../store/openDatabase';

/** Where SQLite keeps how far the numbers of tables are. */
const SEQUENCES = 'sqlite_sequence';

/** What is used of a connection of better-sqlite3. */
type Connection = { exec: (sql: string) => void };

/**
 * Databases with all tables. The first is migrated, and the others are given by
 * one script what that one holds.
 */
export class CopiedSqlite {
  readonly #openEmpty: () => Promise<Knex>;
  #script: Promise<string> | undefined;

  constructor(openEmpty: () => Promise<Knex>) {
    this.#openEmpty = openEmpty;
  }

  async open(): Promise<Knex> {
    const knex = await this.#openEmpty();
    if (this.#script) {
      await openDatabase({
        getClient: async () => knex,
        migrations: { skip: true },
      });
      const script = await this.#script;
      await withConnection(knex, async connection => connection.exec(script));
      return knex;
    }
    await openDatabase({ getClient: async () => knex });
    this.#script = scriptOf(knex);
    await this.#script;
    return knex;
  }
}

async function withConnection(
  knex: Knex,
  work: (connection: Connection) => Promise<void>,
): Promise<void> {
  const connection = await knex.client.acquireConnection();
  try {
    await work(connection);
  } finally {
    await knex.client.releaseConnection(connection);
  }
}

/** Tables, then their rows, then what would be told of rows. */
async function scriptOf(knex: Knex): Promise<string> {
  const made = await knex('sqlite_master')
    .whereNotNull('sql')
    .whereRaw("name not glob 'sqlite_*'")
    .select<{ type: string; name: string; sql: string }[]>(
      'type',
      'name',
      'sql',
    );
  const tables = made.filter(({ type }) => type === 'table');
  const others = made.filter(({ type }) => type !== 'table');
  const rows: string[] = [];
  for (const { name } of [...tables, { name: SEQUENCES }]) {
    // To give tables their rows has moved the sequences already.
    if (name === SEQUENCES) rows.push(`delete from ${SEQUENCES}`);
    for (const row of await knex(name)) {
      rows.push(knex(name).insert(row).toString());
    }
  }
  return [
    'begin',
    ...tables.map(({ sql }) => sql),
    ...rows,
    ...others.map(({ sql }) => sql),
    'commit',
  ].join(';\n');
}
