import type { AllocationFact } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { DAY_MS } from '../../history/retention';
import { runStatement } from '../statements';
import { hashOfTold } from './hashOfTold';

/**
 * The days of which a cluster itself tells now what is paid for, as nodes are, each with a
 * hash of all that is told.
 */
export async function readToldAssetDays(
  knex: Knex,
  clusterId: string,
): Promise<Map<number, string>> {
  const rows = await runStatement(knex, {
    sql: `select window_start, hash from allocation
      where subject = ? and observer = ? and grain = 'asset'
        and window_end - window_start = ${DAY_MS} and window_start % ${DAY_MS} = 0
      order by window_start, hash`,
    bindings: [clusterId, clusterId],
  });
  const hashes = new Map<number, string[]>();
  for (const { window_start: start, hash } of rows) {
    const day = Number(start) / DAY_MS;
    const known = hashes.get(day);
    if (known) known.push(hash);
    else hashes.set(day, [hash]);
  }
  return new Map([...hashes].map(([day, all]) => [day, hashOfTold(all)]));
}

/** All that a cluster itself tells of what was paid for on one day, with its hash. */
export async function readAssetsOfDay(
  knex: Knex,
  clusterId: string,
  day: number,
): Promise<{ hash: string; assets: AllocationFact[] }> {
  const rows = await runStatement(knex, {
    sql: `select hash, data from allocation
      where subject = ? and observer = ? and grain = 'asset'
        and window_start = ? and window_end = ?
      order by hash, id`,
    bindings: [clusterId, clusterId, day * DAY_MS, (day + 1) * DAY_MS],
  });
  return {
    // Of the rows that were read: others may have come since days were listed.
    hash: hashOfTold(rows.map(({ hash }) => hash)),
    assets: rows.map(({ data }) => JSON.parse(data)),
  };
}
