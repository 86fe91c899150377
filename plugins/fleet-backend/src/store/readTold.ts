import type { Fact } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { ToldBefore } from '../collector/wanted';
import { textOfFact } from './textOfFact';

/** More than is read one by one in a day. */
const MOST = 20_000;

/**
 * What of a cluster was told that is read one by one.
 *
 * @param options.of - the columns of `fact` that say which
 * @param options.withTimes - whether it is to be told when each was read
 * @param options.readOf - of what one was read, where that matters
 */
export async function readTold<TFact extends Fact>(options: {
  knex: Knex;
  of: { observer: string; type: string; part: string; adapter?: string };
  withTimes?: boolean;
  readOf?(fact: TFact): string;
}): Promise<ToldBefore[]> {
  const { knex, of, withTimes = false, readOf } = options;
  const query = knex('fact').where(of).limit(MOST);
  if (!withTimes) {
    const uids: string[] = await query.pluck('source_uid');
    return uids.map(uid => ({ uid }));
  }
  const rows: { uid: string; readAt: string | null; data?: string }[] =
    await query.select(
      'source_uid as uid',
      knex.raw(`${textOfFact(knex, 'fact', 'readAt')} as "readAt"`),
      ...(readOf ? ['data'] : []),
    );
  return rows.map(({ uid, readAt, data }) => {
    const at = Date.parse(readAt ?? '');
    return {
      uid,
      ...(Number.isFinite(at) && { readAt: at }),
      ...(readOf && data !== undefined && { of: readOf(JSON.parse(data)) }),
    };
  });
}
