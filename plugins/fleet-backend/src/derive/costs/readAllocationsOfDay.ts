import type { Knex } from 'knex';
import { DAY_MS } from '../../history/retention';
import { runStatement } from '../statements';
import { hashOfTold } from './hashOfTold';
import type { StoredAllocation } from './types';

/** All that is told of what a cluster cost on one day, with its hash. */
export async function readAllocationsOfDay(
  knex: Knex,
  clusterId: string,
  day: number,
): Promise<{ hash: string; allocations: StoredAllocation[] }> {
  const rows = await runStatement(knex, {
    sql: `select observer, hash, data from allocation
      where subject = ? and window_start = ? and window_end = ?
        and grain in ('workload', 'namespace', 'cluster')
      order by hash, id`,
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
