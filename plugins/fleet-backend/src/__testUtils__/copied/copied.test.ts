import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { openDatabase } from '../../store/openDatabase';
import { describeDatabases } from '../databases';

const databases = TestDatabases.create();

/** All that a database holds, in words: columns, indexes, constraints, triggers, rows. */
async function contentOf(knex: Knex, isPostgres: boolean): Promise<unknown> {
  if (!isPostgres) {
    const made = await knex('sqlite_master')
      .orderBy(['type', 'name'])
      .select('type', 'name', 'tbl_name', 'sql');
    const tables = made.filter(({ type }) => type === 'table');
    return {
      made,
      rows: await rowsOf(
        knex,
        tables.map(({ name }) => name),
      ),
    };
  }
  const questions = [
    `select table_name, column_name, data_type, column_default, is_nullable, collation_name from information_schema.columns where table_schema = 'public' order by 1, 2`,
    `select indexdef from pg_indexes where schemaname = 'public' order by 1`,
    `select conrelid::regclass::text as of, pg_get_constraintdef(oid) as def from pg_constraint where connamespace = 'public'::regnamespace order by 1, 2`,
    `select pg_get_triggerdef(oid) as def from pg_trigger where not tgisinternal order by 1`,
    `select pg_get_functiondef(oid) as def from pg_proc where pronamespace = 'public'::regnamespace order by 1`,
    `select relname, reloptions from pg_class where relnamespace = 'public'::regnamespace order by 1`,
  ];
  const made = [];
  for (const question of questions) {
    made.push((await knex.raw(question)).rows);
  }
  const tables = await knex('pg_tables')
    .where({ schemaname: 'public' })
    .orderBy('tablename')
    .pluck('tablename');
  return { made, rows: await rowsOf(knex, tables) };
}

async function rowsOf(
  knex: Knex,
  tables: readonly string[],
): Promise<Record<string, unknown[]>> {
  const rows: Record<string, unknown[]> = {};
  for (const table of tables) {
    rows[table] =
      table === 'knex_migrations'
        ? await knex(table).orderBy('id').select('id', 'name', 'batch')
        : await knex(table).orderByRaw('1');
  }
  return rows;
}

describeDatabases('a copied database', database => {
  it('is what migrations make', async () => {
    const empty = await databases.init(database.id);
    const migrated = await openDatabase({ getClient: async () => empty });
    const expected = await contentOf(migrated, database.isPostgres);
    // The second is a copy on either.
    await database.open();
    const copy = await database.open();
    expect(await contentOf(copy, database.isPostgres)).toEqual(expected);
  });

  it('is nobody else’s', async () => {
    const [one, other] = [await database.open(), await database.open()];
    await one('revision').update({ value: 7 });
    expect(await other('revision').where({ value: 7 })).toEqual([]);
    expect(await one('revision').where({ value: 7 })).toHaveLength(1);
  });
});
