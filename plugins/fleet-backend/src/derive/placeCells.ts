import type { Knex } from 'knex';
import { tableOfRows, type Steps } from './statements';

/** The region is the cluster's: cells of namespaces that are not derived follow it. */
export function* placeCells(
  knex: Knex,
  regions: { clusterId: string; region: string }[],
): Steps<void> {
  if (regions.length === 0) return;
  const known = tableOfRows(
    knex,
    'known',
    { known_id: 'text', known_region: 'text' },
    regions.map(({ clusterId, region }) => ({
      known_id: clusterId,
      known_region: region,
    })),
  );
  yield {
    sql: `update cell set region = known_region from ${known.sql}
      where cluster_id = known_id and region <> known_region`,
    bindings: known.bindings,
  };
}
