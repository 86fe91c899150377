import { DIFFERENCE_READ_PART } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { StoredLooks } from '../collector/looks';
import { readTold } from './readTold';

/** What of a cluster is to be looked at, and what was told of it before. */
export async function readWishes(options: {
  knex: Knex;
  observer: string;
  /** Whether it is to be told when each was looked at. */
  withTimes?: boolean;
}): Promise<StoredLooks> {
  const { knex, observer, withTimes } = options;
  const wishes = await knex('drift_wish')
    .where({ cluster_id: observer })
    .select('api_group as group', 'kind', 'namespace', 'name', 'urgent');
  const told = await readTold({
    knex,
    of: { observer, type: 'difference', part: DIFFERENCE_READ_PART },
    withTimes,
  });
  return {
    wishes: wishes.map(({ urgent, ...wish }) => ({
      ...wish,
      isUrgent: Boolean(urgent),
    })),
    told,
  };
}
