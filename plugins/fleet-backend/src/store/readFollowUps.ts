import {
  DIAGNOSIS_PART,
  type Health,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { StoredFollowUps } from '../collector/followUps';
import { factId } from './factId';

/** As many as a collector keeps. */
const AILING = 1_000;
/** More than a collector reads in a day. */
const DIAGNOSED = 20_000;
const AT_ONCE = 500;

const AILING_STATES: readonly Health[] = ['degraded', 'progressing'];

/** What the store knows of the objects of a cluster that are followed up: those that are not well, the worst first, and those that were read. */
export async function readFollowUps(options: {
  knex: Knex;
  observer: string;
  adapter: string;
  kinds: readonly string[];
}): Promise<StoredFollowUps> {
  const { knex, observer, adapter, kinds } = options;
  const ailing = await knex('workload')
    .where({ observer, adapter })
    .whereIn('kind', kinds)
    .whereIn('health', AILING_STATES)
    // In the order of the alphabet 'degraded' comes first, and is the worse.
    .orderBy('health')
    .orderBy('source_uid')
    .limit(AILING)
    .select(
      'source_uid as uid',
      'api_version as version',
      'kind',
      'namespace',
      'name',
      'health',
    );
  const uids: string[] = await knex('fact')
    .where({ observer, adapter, type: 'diagnosis', part: DIAGNOSIS_PART })
    .limit(DIAGNOSED)
    .pluck('source_uid');
  const notWell = new Set<string>();
  for (let start = 0; start < uids.length; start += AT_ONCE) {
    const ids = uids
      .slice(start, start + AT_ONCE)
      .map(sourceUid => factId({ observer, adapter, sourceUid, part: '' }));
    const found: string[] = await knex('workload')
      .whereIn('id', ids)
      .whereNotIn('health', ['healthy', 'suspended'])
      .pluck('source_uid');
    for (const uid of found) notWell.add(uid);
  }
  return {
    ailing: ailing.map(({ health, ...each }) => ({
      ...each,
      isGrave: health === 'degraded',
    })),
    diagnosed: uids.map(uid => ({ uid, isOver: !notWell.has(uid) })),
  };
}
