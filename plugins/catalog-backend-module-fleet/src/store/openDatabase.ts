import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** Opens the catalog's database, and brings the one table of this module up to date. */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@fleetview/backstage-plugin-catalog-backend-module-fleet',
        'migrations',
      ),
      // The catalog keeps its own account of its migrations in the same database.
      tableName: 'fleet__knex_migrations',
    });
  }
  return knex;
}
