import type {
  ListClusterTransitionsQuery,
  ListComponentTransitionsQuery,
  TransitionPage,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { decodeCursor, encodeCursor } from './cursor';
import { findCluster } from './findCluster';
import { readFleetCoverage } from './fleetCoverage';
import { readClusterNames } from './readClusterNames';
import { timeOf } from './timeOf';
import { toTransition } from './toTransition';
import { defined, type ReadContext, type Row } from './types';
import { limitedOf, visibleOf } from './visible';

/** Scopes of what is said of clusters themselves. */
const OF_CLUSTERS = ['cluster', 'coverage'];

/** What changed on a cluster, newest first. */
export async function listClusterTransitions(
  context: ReadContext,
  clusterId: string,
  query: ListClusterTransitionsQuery,
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
  query: ListComponentTransitionsQuery,
): Promise<TransitionPage> {
  const clusters: { cluster_id: string }[] = await visibleOf(
    context,
    context.knex('instance').where({ entity_ref: entityRef }),
    'instance',
  ).distinct('cluster_id');
  const ids = clusters.map(row => row.cluster_id);
  const all = context.knex('transition').where({ entity_ref: entityRef });
  if (query.cluster) void all.where({ cluster_id: query.cluster });
  return readPage(
    context,
    all,
    query,
    query.cluster ? ids.filter(id => id === query.cluster) : ids,
  );
}

/** The query of one page: one row more than the page has. */
export function transitionPageQuery(
  all: Knex.QueryBuilder,
  query: ListClusterTransitionsQuery,
  after?: { at: number; id: number },
): Knex.QueryBuilder {
  const selection = all.clone().whereNot({ scope: 'watching' });
  const { namespace, field, from, to, limit = 100 } = query;
  if (namespace !== undefined) void selection.where({ namespace });
  if (field) void selection.whereIn('field', field);
  if (from) void selection.where('at', '>=', timeOf('from', from));
  if (to) void selection.where('at', '<', timeOf('to', to));
  if (after) {
    // As one comparison of rows, it is where the index is entered.
    void selection.whereRaw(
      '(at, id) < (cast(? as bigint), cast(? as bigint))',
      [after.at, after.id],
    );
  }
  return selection
    .orderBy([
      { column: 'at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(limit + 1);
}

async function readPage(
  context: ReadContext,
  all: Knex.QueryBuilder,
  query: ListClusterTransitionsQuery,
  clusterIds: string[],
): Promise<TransitionPage> {
  const limit = query.limit ?? 100;
  const cursor = decodeCursor(
    query.cursor,
    'transition',
    'number',
    context.cursorKey,
  );
  const rows: Row[] = await transitionPageQuery(
    visibleTransitions(context, all.clone(), clusterIds),
    query,
    cursor && { at: cursor.value, id: Number(cursor.id) || 0 },
  );
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const names = await readClusterNames(
    context,
    shown.map(row => row.cluster_id),
  );
  return defined({
    items: shown.map(row => toTransition(row, names)),
    nextCursor:
      rows.length > limit && last
        ? encodeCursor(
            { sort: 'transition', value: Number(last.at), id: String(last.id) },
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
