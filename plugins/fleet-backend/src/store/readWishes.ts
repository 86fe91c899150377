import { DIFFERENCE_READ_PART } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { StoredLooks } from '../collector/looks';

/** More than is looked at in a day. */
const TOLD = 20_000;

/** What of a cluster is to be looked at, and what was told of it before. */
export async function readWishes(options: {
  knex: Knex;
  observer: string;
}): Promise<StoredLooks> {
  const { knex, observer } = options;
  const wishes = await knex('drift_wish')
    .where({ cluster_id: observer })
    .select('api_group as group', 'kind', 'namespace', 'name', 'urgent');
  const told: string[] = await knex('fact')
    .where({ observer, type: 'difference', part: DIFFERENCE_READ_PART })
    .limit(TOLD)
    .pluck('source_uid');
  return {
    wishes: wishes.map(({ urgent, ...wish }) => ({
      ...wish,
      isUrgent: Boolean(urgent),
    })),
    told,
  };
}
