import type {
  InstancePage,
  PageQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import type { EntityIndex } from '../mapping/EntityIndex';
import { readStateCounts, whereCounted } from './countedState';
import { findCluster } from './findCluster';
import { readFleetCoverage } from './fleetCoverage';
import { keysetPage } from './keysetPage';
import { toInstances } from './toInstances';
import type { ReadContext } from './types';
import { hiddenOf, limitedOf, visibleOf } from './visible';

/** Components first, by name; what belongs to none comes last. In the words of `instance_page_index`. */
export const ORDER =
  "(substr(case when entity_ref = '' then '1' else '0' end || entity_ref || '/' || namespace, 1, 400))";

/** What runs on a cluster, by component. */
export async function listClusterInstances(
  context: ReadContext,
  entities: EntityIndex,
  clusterId: string,
  query: PageQuery,
): Promise<InstancePage> {
  const { knex } = context;
  const { id } = await findCluster(context, clusterId, true);
  const all = whereCounted(
    knex('instance').where({ cluster_id: id }),
    query.state,
    true,
  );
  const selection = visibleOf(context, all.clone(), 'instance');
  const { rows, ...next } = await keysetPage({
    knex,
    queries: [selection],
    sort: 'instance',
    expression: ORDER,
    cursor: query.cursor,
    cursorKey: context.cursorKey,
    limit: query.limit,
  });
  const totals = await readStateCounts([selection], true);
  return {
    items: await toInstances(context, rows, entities),
    ...next,
    totals,
    coverage: await readFleetCoverage(context, [id]),
    hidden: await hiddenOf(context, [all], totals.total),
    ...limitedOf(context),
  };
}
