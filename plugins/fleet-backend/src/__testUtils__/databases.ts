import {
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { CopiedPostgres, CopiedSqlite } from './copied';

/** Tests say which PostgreSQL they were given; another machine may have another. */
const POSTGRES = (process.env.FLEET_TEST_POSTGRES ??
  'POSTGRES_18') as TestDatabaseId;

/** A busy machine is slow, and that is no failure. */
const SLOWEST_MS = 180_000;

/** On a busy machine, and after many tests, it takes long to drop what they had. */
const CLOSE_MS = 300_000;

/** What a test gets: its own empty database, with all tables. */
export type TestDatabase = {
  id: TestDatabaseId;
  isPostgres: boolean;
  open: () => Promise<Knex>;
};

/**
 * Describes the same behaviour on SQLite and on PostgreSQL.
 *
 * @throws Error under `CI=true` where there is no PostgreSQL: what is left out
 *   in silence counts as passed
 */
export function describeDatabases(
  name: string,
  describeOne: (database: TestDatabase) => void,
): void {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', POSTGRES] });
  if (process.env.CI === 'true' && !databases.supports(POSTGRES)) {
    throw new Error(
      'There is no PostgreSQL for these tests. Run `npm test`, which starts one, or set BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING.',
    );
  }
  const copies = new CopiedPostgres(() => databases.init(POSTGRES));
  afterAll(() => copies.close(), CLOSE_MS);
  describe.each(databases.eachSupportedId())(`${name} on %s`, id => {
    jest.setTimeout(SLOWEST_MS);
    const isPostgres = id === POSTGRES;
    const copied = isPostgres
      ? copies
      : new CopiedSqlite(() => databases.init(id));
    describeOne({ id, isPostgres, open: () => copied.open() });
  });
}
