import { DIFFERENCE_DESIRED_PART } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { StoredDesires } from '../collector/desired';
import { readTold } from './readTold';

/** Of one hub: as many as can be asked again before what was told of them is too old. */
const MOST = 1_000;

/** What an engine of a hub is to be asked, and what was told of it before. */
export async function readDesires(options: {
  knex: Knex;
  observer: string;
  adapter: string;
  question: string;
  /** Whether it is to be told when each was asked for. */
  withTimes?: boolean;
}): Promise<StoredDesires> {
  const { knex, observer, adapter, question, withTimes } = options;
  const rows: { uid: string; data: string }[] = await knex('drift_desire')
    .where({ observer, adapter, question })
    .orderBy('uid')
    .limit(MOST)
    .select('uid', 'data');
  const told = await readTold({
    knex,
    of: {
      observer,
      adapter,
      type: 'difference',
      part: DIFFERENCE_DESIRED_PART,
    },
    withTimes,
  });
  return {
    desires: rows.map(({ uid, data }) => ({ uid, ...JSON.parse(data) })),
    told,
  };
}
