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
import { limitedOf, visibleOf } from './visible';

/** Scopes of what is said of clusters themselves. */
const OF_CLUSTERS = ['cluster', 'coverage'];

/** What changed on a cluster, newest first. */
export async function listClusterTransitions(
  context: ReadContext,
  clusterId: string,
  query: PageQuery,
): Promise<TransitionPage> {
  const { id } = await findCluster(context, clusterId, true);
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
  const clusters: { cluster_id: string }[] = await visibleOf(
    context,
    context.knex('instance').where({ entity_ref: entityRef }),
    'instance',
  ).distinct('cluster_id');
  return readPage(
    context,
    context.knex('transition').where({ entity_ref: entityRef }),
    query,
    clusters.map(row => row.cluster_id),
  );
}

async function readPage(
  context: ReadContext,
  all: Knex.QueryBuilder,
  query: PageQuery,
  clusterIds: string[],
): Promise<TransitionPage> {
  const limit = query.limit ?? 100;
  const selection = visibleTransitions(context, all.clone(), clusterIds);
  const cursor = decodeCursor(
    query.cursor,
    'transition',
    'number',
    context.cursorKey,
  );
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
        ? encodeCursor(
            { sort: 'transition', value: last.id, id: '' },
            context.cursorKey,
          )
        : undefined,
    coverage: await readFleetCoverage(context, clusterIds),
    // History has no counts, and so nothing of it is counted as hidden.
    hidden: 0,
    ...limitedOf(context),
  });
}

/** What changed on clusters in what the reader may see, and of those themselves that he may see. */
function visibleTransitions(
  context: ReadContext,
  query: Knex.QueryBuilder,
  clusterIds: string[],
): Knex.QueryBuilder {
  const { view } = context;
  if (!view) return query;
  const seen = clusterIds.filter(id => view.fleet.byId.has(id));
  return query.where(either => {
    void either.where(ofClusters => {
      void ofClusters
        .whereIn('transition.scope', OF_CLUSTERS)
        .whereIn('transition.cluster_id', seen);
    });
    void either.orWhere(ofInstances => {
      void visibleOf(
        context,
        ofInstances.whereNotIn('transition.scope', OF_CLUSTERS),
        'transition',
      );
    });
  });
}
