import {
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { openDatabase } from '../store/openDatabase';

/** Tests say which PostgreSQL they were given; another machine may have another. */
const POSTGRES = (process.env.FLEET_TEST_POSTGRES ??
  'POSTGRES_18') as TestDatabaseId;

/**
 * Describes the same behaviour on SQLite and on PostgreSQL.
 *
 * @throws Error under `CI=true` where there is no PostgreSQL: what is left out
 *   in silence counts as passed
 */
export function describeDatabases(
  name: string,
  describeOne: (open: () => Promise<Knex>) => void,
): void {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', POSTGRES] });
  if (process.env.CI === 'true' && !databases.supports(POSTGRES)) {
    throw new Error(
      'There is no PostgreSQL for these tests. Run `npm test`, which starts one, or set BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING.',
    );
  }
  describe.each(databases.eachSupportedId())(`${name} on %s`, id => {
    jest.setTimeout(60_000);
    describeOne(async () => {
      const client = await databases.init(id);
      return openDatabase({ getClient: async () => client });
    });
  });
}
