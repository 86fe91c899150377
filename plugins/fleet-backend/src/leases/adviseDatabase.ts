import type { ConfigurationProblem } from '@fleetview/backstage-plugin-fleet-node';
import type { Knex } from 'knex';
import { isPostgres } from './databaseTime';

const CLUSTERS = 100;
const OBJECTS = 50_000;

/** Advises PostgreSQL where SQLite has more to do than it is meant for. */
export async function adviseDatabase(options: {
  knex: Knex;
}): Promise<ConfigurationProblem[]> {
  const { knex } = options;
  if (isPostgres(knex)) return [];
  const present = knex('cluster').whereNull('left_at');
  const [{ clusters }] = await present.clone().count({ clusters: 'id' });
  const [{ objects }] = await knex('coverage')
    .whereIn('cluster_id', present.clone().select('id'))
    .sum({ objects: 'objects' });
  if (Number(clusters) <= CLUSTERS && Number(objects ?? 0) <= OBJECTS) {
    return [];
  }
  return [
    {
      key: 'backend.database',
      message: `is SQLite, which is meant for up to ${CLUSTERS} clusters or ${OBJECTS.toLocaleString(
        'en',
      )} objects; there are ${clusters} clusters with ${Number(
        objects ?? 0,
      ).toLocaleString('en')} objects. Configure PostgreSQL`,
    },
  ];
}
