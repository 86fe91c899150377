import type {
  DeliveryPage,
  PageQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { readStateCounts, whereCounted } from './countedState';
import { readCoverageIndex } from '../coverage/coverageIndex';
import { findCluster } from './findCluster';
import { readFleetCoverage } from './fleetCoverage';
import { keysetPage } from './keysetPage';
import { readClusterNames } from './readClusterNames';
import { OBJECT_ORDER } from './objectOrder';
import { readableCandidates } from './toBinding';
import { toDelivery } from './toDelivery';
import type { ReadContext } from './types';
import { hiddenOf, limitedOf, visibleOf } from './visible';

/**
 * The deliveries to a cluster, and those that it holds for others. Each has an
 * index of its own; both at once would have none.
 */
export function deliveriesOf(knex: Knex, id: string): Knex.QueryBuilder[] {
  return [
    knex('delivery').where({ subject: id }).whereNull('superseded_by'),
    knex('delivery')
      .where({ observer: id })
      // Whoever spoke of a cluster that is not known any more counts again.
      .whereRaw('(superseded_by is null or subject is null)')
      .whereRaw('(subject is null or subject <> ?)', [id]),
  ];
}

/** The deliveries that a cluster holds, and those that bring something to it. */
export async function listClusterDeliveries(
  context: ReadContext,
  clusterId: string,
  { state, cursor, limit }: PageQuery,
): Promise<DeliveryPage> {
  const { knex } = context;
  const { id } = await findCluster(context, clusterId, true);
  const all = deliveriesOf(knex, id).map(query =>
    whereCounted(query, state, true),
  );
  const selections = all.map(query =>
    visibleOf(context, query.clone(), 'delivery'),
  );
  const { rows, ...next } = await keysetPage({
    knex,
    queries: selections,
    sort: 'delivery',
    expression: OBJECT_ORDER,
    cursor,
    cursorKey: context.cursorKey,
    limit,
  });
  const ids = rows.flatMap(row => [row.observer, row.subject].filter(Boolean));
  const coverage = await readCoverageIndex(context, rows);
  const names = await readClusterNames(context, ids);
  const isReadable = await readableCandidates(context, rows);
  const totals = await readStateCounts(selections, true);
  return {
    items: rows.map(row =>
      toDelivery(row, JSON.parse(row.data), coverage, names, isReadable),
    ),
    ...next,
    totals,
    coverage: await readFleetCoverage(context, [
      ...new Set([id, ...rows.map(row => row.observer)]),
    ]),
    hidden: await hiddenOf(context, all, totals.total),
    ...limitedOf(context),
  };
}
