import type {
  PageQuery,
  TransitionPage,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { decodeCursor, encodeCursor } from './cursor';
import { findCluster } from './findCluster';
import { readFleetCoverage } from './fleetCoverage';
import { readClusterNames } from './readClusterNames';
import { defined, toTime, type ReadContext, type Row } from './types';

/** What changed on a cluster, newest first. */
export async function listClusterTransitions(
  context: ReadContext,
  clusterId: string,
  query: PageQuery,
): Promise<TransitionPage> {
  const { id } = await findCluster(context, clusterId);
  return readPage(
    context,
    context.knex('transition').where({ cluster_id: id }),
    query,
    [id],
  );
}

/** What changed for an entity, newest first. */
export async function listEntityTransitions(
  context: ReadContext,
  entityRef: string,
  query: PageQuery,
): Promise<TransitionPage> {
  const clusters: { cluster_id: string }[] = await context
    .knex('instance')
    .where({ entity_ref: entityRef })
    .distinct('cluster_id');
  return readPage(
    context,
    context.knex('transition').where({ entity_ref: entityRef }),
    query,
    clusters.map(row => row.cluster_id),
  );
}

async function readPage(
  context: ReadContext,
  selection: Knex.QueryBuilder,
  query: PageQuery,
  clusterIds: string[],
): Promise<TransitionPage> {
  const limit = query.limit ?? 100;
  const cursor = decodeCursor(query.cursor, 'transition', 'number');
  const page = cursor
    ? selection.clone().whereRaw('id < cast(? as bigint)', [cursor.value])
    : selection.clone();
  const rows: Row[] = await page.orderBy('id', 'desc').limit(limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const names = await readClusterNames(
    context,
    shown.map(row => row.cluster_id),
  );
  return defined({
    items: shown.map(row =>
      defined({
        id: String(row.id),
        cluster: {
          id: row.cluster_id,
          name: names.get(row.cluster_id) ?? row.cluster_id,
        },
        scope: row.scope,
        name: row.name,
        entityRef: row.entity_ref ?? undefined,
        field: row.field,
        from: row.from_value ?? undefined,
        to: row.to_value,
        reason: row.reason ?? undefined,
        at: toTime(row.at) as string,
        notBefore: toTime(row.not_before),
      }),
    ),
    nextCursor:
      rows.length > limit && last
        ? encodeCursor({ sort: 'transition', value: last.id, id: '' })
        : undefined,
    coverage: await readFleetCoverage(context, clusterIds),
    hidden: 0,
  });
}
