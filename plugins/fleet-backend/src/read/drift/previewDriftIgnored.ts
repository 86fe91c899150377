import {
  coversDrift,
  type ExceptionScope,
  type ExceptionScopeRequest,
  type FleetDriftPreview,
} from '@fleetview/backstage-plugin-fleet-common';
import { breather } from '../../derive/breather';
import type { EpisodeData } from '../../derive/drift/types';
import { readClusterNames } from '../readClusterNames';
import type { ReadContext, Row } from '../types';
import { limitedOf } from '../visible';
import { selectEpisodes } from './selectEpisodes';
import { toEpisode } from './toEpisode';

const EXAMPLES = 10;

/** What of what drifts now an exception would hide, as far as the reader may see it. */
export async function previewDriftIgnored(
  context: ReadContext,
  request: ExceptionScopeRequest,
): Promise<FleetDriftPreview> {
  const scope = toScope(request);
  const query = selectEpisodes(context, {
    ...(scope.clusters.length > 0 && { cluster: [...scope.clusters] }),
    ...(scope.entities.length > 0 && { component: [...scope.entities] }),
    ...(scope.owner !== undefined && { owner: [scope.owner] }),
  });
  if (scope.namespaces.length > 0) {
    void query.whereIn('drift_episode.namespace', scope.namespaces);
  }
  if (scope.resource) {
    const { kind, name } = scope.resource;
    void query.where({
      'drift_episode.kind': kind,
      'drift_episode.name': name,
    });
  }
  const rows: Row[] = await query.orderBy('first_observed_at');
  const breathe = breather();
  const hidden: Row[] = [];
  for (const row of rows) {
    if (covers(scope, row)) hidden.push(row);
    await breathe();
  }
  const examples = hidden.slice(0, EXAMPLES);
  const names = await readClusterNames(
    context,
    examples.flatMap(row => [row.cluster_id, row.observer]),
  );
  const distinct = (column: string) =>
    new Set(hidden.map(row => row[column]).filter(Boolean)).size;
  return {
    episodes: hidden.length,
    headline: hidden.filter(row => row.headline).length,
    components: distinct('entity_ref'),
    clusters: distinct('cluster_id'),
    examples: examples.map(row => toEpisode(row, { now: context.now, names })),
    ...limitedOf(context),
  };
}

function covers(scope: ExceptionScope, row: Row): boolean {
  const data: EpisodeData = JSON.parse(row.data);
  return coversDrift(scope, {
    clusterId: row.cluster_id,
    kind: row.kind,
    namespace: row.namespace,
    name: row.name,
    entityRef: row.entity_ref,
    owner: row.owner,
    paths: data.isWhole ? [''] : data.paths,
    isInPart:
      data.pathsTruncated === true || data.total > data.differences.length,
  });
}

function toScope(request: ExceptionScopeRequest): ExceptionScope {
  const { clusters, namespaces, subjects, resource, entities, owner } = request;
  return {
    clusters: clusters ?? [],
    namespaces: namespaces ?? [],
    policies: [],
    subjects: subjects ?? [],
    ...(resource && { resource }),
    entities: entities ?? [],
    ...(owner !== undefined && { owner }),
  };
}
