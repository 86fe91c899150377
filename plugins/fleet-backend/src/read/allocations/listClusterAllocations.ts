import type {
  AllocationPage,
  ListClusterAllocationsQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import { readCoverageIndex } from '../../coverage/coverageIndex';
import { findCluster } from '../findCluster';
import { readFleetCoverage } from '../fleetCoverage';
import { keysetPage } from '../keysetPage';
import { readClusterNames } from '../readClusterNames';
import { hiddenInScope, inScope, limitedInScope } from '../scopes';
import type { ReadContext } from '../types';
import { readAllocationTotals } from './readAllocationTotals';
import { restingOnAnswer } from '../restingOnAnswer';
import { ALLOCATION_ORDER, selectAllocations } from './selectAllocations';
import { toAllocation } from './toAllocation';

/** What a cluster and the things on it cost. */
export async function listClusterAllocations(
  context: ReadContext,
  clusterId: string,
  query: ListClusterAllocationsQuery,
): Promise<AllocationPage> {
  const { knex } = context;
  const { id } = await findCluster(context, clusterId);
  const all = selectAllocations(knex, id, query);
  const { rows: found, ...next } = await keysetPage({
    knex,
    queries: [inScope(context, all.clone(), 'allocation')],
    sort: 'allocation',
    expression: ALLOCATION_ORDER,
    cursor: query.cursor,
    cursorKey: context.cursorKey,
    limit: query.limit,
  });
  const rows = found.map(restingOnAnswer);
  const totals = await readAllocationTotals(context, id, query);
  const reading = {
    coverage: await readCoverageIndex(context, rows),
    names: await readClusterNames(
      context,
      rows.flatMap(row => [row.observer, row.subject].filter(Boolean)),
    ),
  };
  return {
    items: rows.map(row => toAllocation(row, reading)),
    ...next,
    totals,
    coverage: await readFleetCoverage(context, [
      ...new Set([id, ...rows.map(row => row.observer)]),
    ]),
    hidden: await hiddenInScope(context, all, totals.total),
    ...limitedInScope(context, 'allocations'),
  };
}
