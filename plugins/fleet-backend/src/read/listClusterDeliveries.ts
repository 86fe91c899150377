import type {
  DeliveryPage,
  PageQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import { readStateCounts, whereCounted } from './countedState';
import { readCoverageIndex } from './coverageIndex';
import { findCluster } from './findCluster';
import { readFleetCoverage } from './fleetCoverage';
import { keysetPage } from './keysetPage';
import { readClusterNames } from './readClusterNames';
import { toDelivery } from './toDelivery';
import type { ReadContext } from './types';

/** The deliveries that a cluster holds, and those that bring something to it. */
export async function listClusterDeliveries(
  context: ReadContext,
  clusterId: string,
  query: PageQuery,
): Promise<DeliveryPage> {
  const { knex } = context;
  const { id } = await findCluster(context, clusterId);
  const selection = whereCounted(
    knex('delivery').where(any =>
      any.where({ subject: id }).orWhere({ observer: id }),
    ),
    query.state,
    true,
  );
  const { rows, ...next } = await keysetPage({
    knex,
    query: selection,
    sort: 'delivery',
    expression: "(namespace || '/' || name || '/' || kind)",
    cursor: query.cursor,
    limit: query.limit,
  });
  const ids = rows.flatMap(row => [row.observer, row.subject].filter(Boolean));
  const coverage = await readCoverageIndex(
    context,
    rows.map(row => row.observer),
  );
  const names = await readClusterNames(context, ids);
  return {
    items: rows.map(row => toDelivery(row, coverage, names)),
    ...next,
    totals: await readStateCounts(selection, true),
    coverage: await readFleetCoverage(context, [
      ...new Set([id, ...rows.map(row => row.observer)]),
    ]),
    hidden: 0,
  };
}
