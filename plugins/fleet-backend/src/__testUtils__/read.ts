import type { Knex } from 'knex';
import type { ReadContext } from '../read/types';

/** A context of reads, at a time that the coverage below is current by. */
export function readingAt(knex: Knex, now = 100_000): ReadContext {
  return { knex, now };
}

/** Puts the coverage of a kind into the database: current as of 100,000, unless told otherwise. */
export async function insertCoverage(
  knex: Knex,
  clusterId: string,
  key: { adapter: string; group: string; kind: string },
  over: Record<string, unknown> = {},
): Promise<void> {
  await knex('coverage').insert({
    cluster_id: clusterId,
    adapter: key.adapter,
    api_group: key.group,
    kind: key.kind,
    state: 'current',
    since: 1_000,
    confirmed_at: 100_000,
    is_current: true,
    ...over,
  });
}
