import {
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { openDatabase } from '../store/openDatabase';

/** Tests say which PostgreSQL they were given; another machine may have another. */
const POSTGRES = (process.env.FLEET_TEST_POSTGRES ??
  'POSTGRES_18') as TestDatabaseId;

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
  describe.each(databases.eachSupportedId())(`${name} on %s`, id => {
    jest.setTimeout(60_000);
    describeOne({
      id,
      isPostgres: id === POSTGRES,
      open: async () => {
        const client = await databases.init(id);
        return openDatabase({ getClient: async () => client });
      },
    });
  });
}
