import type { Knex } from 'knex';
import { DAY_MS } from '../../history/retention';
import { runStatement } from '../statements';
import { hashOfTold } from './hashOfTold';
import type { StoredAllocation } from './types';

/**
 * The days of a cluster of whose hours something is told now, the oldest first, each with
 * a hash of all that is: what is the same as when it was last taken down need not be read.
 *
 * @param from - the first day that is looked at, since 1970
 */
export async function readToldHourDays(
  knex: Knex,
  clusterId: string,
  from: number,
): Promise<Map<number, string>> {
  const rows = await runStatement(knex, {
    sql: `select window_start, hash from allocation
      where subject = ? and grain = 'hours' and window_start >= ?
      order by window_start, hash`,
    bindings: [clusterId, from * DAY_MS],
  });
  const hashes = new Map<number, string[]>();
  for (const { window_start: start, hash } of rows) {
    const day = Math.floor(Number(start) / DAY_MS);
    const known = hashes.get(day);
    if (known) known.push(hash);
    else hashes.set(day, [hash]);
  }
  return new Map([...hashes].map(([day, all]) => [day, hashOfTold(all)]));
}

/** All that is told of the hours of a cluster on one day, with its hash. */
export async function readHoursOfDay(
  knex: Knex,
  clusterId: string,
  day: number,
): Promise<{ hash: string; allocations: StoredAllocation[] }> {
  const rows = await runStatement(knex, {
    sql: `select observer, hash, data from allocation
      where subject = ? and grain = 'hours' and window_start >= ? and window_start < ?
      order by window_start, hash, id`,
    bindings: [clusterId, day * DAY_MS, (day + 1) * DAY_MS],
  });
  return {
    // Of the rows that were read: others may have come since days were listed.
    hash: hashOfTold(rows.map(({ hash }) => hash)),
    allocations: rows.map(({ observer, data }) => ({
      observer,
      fact: JSON.parse(data),
    })),
  };
}
