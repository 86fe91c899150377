import type { Knex } from 'knex';
import { DAY_MS } from '../../history/retention';
import { runStatement } from '../statements';
import { hashOfTold } from './hashOfTold';

/**
 * The days of a cluster of which something is told now, each with a hash of all that is:
 * what is the same as when it was last taken down need not be read.
 */
export async function readToldDays(
  knex: Knex,
  clusterId: string,
): Promise<Map<number, string>> {
  const rows = await runStatement(knex, {
    sql: `select window_start, hash from allocation
      where subject = ? and grain in ('workload', 'namespace', 'cluster')
        and window_end - window_start = ${DAY_MS} and window_start % ${DAY_MS} = 0
      order by window_start, hash`,
    bindings: [clusterId],
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
