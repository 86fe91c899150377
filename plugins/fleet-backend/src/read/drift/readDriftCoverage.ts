import type { FleetDriftPage } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { sumFleetCoverage } from '../fleetCoverage';
import type { ReadContext } from '../types';
import { visibleOf } from '../visible';
import type { DriftFilter } from './selectEpisodes';

/**
 * How many clusters stand behind what is told of drift, and of how many deliveries it
 * cannot be told now whether anything differs: where nothing drifts and these are not zero,
 * that is no good news.
 */
export async function readDriftCoverage(
  context: ReadContext,
  filter: DriftFilter,
): Promise<Pick<FleetDriftPage, 'coverage' | 'unwatched' | 'watched'>> {
  const clusters = clustersOf(context, filter);
  const [coverage, watched] = await Promise.all([
    sumFleetCoverage(context, clusters.clone()),
    countWatched(context, filter, clusters),
  ]);
  return { coverage, ...watched };
}

/** The clusters on which anything may drift that passes. */
function clustersOf(
  context: ReadContext,
  filter: DriftFilter,
): Knex.QueryBuilder {
  const { component, owner, system, cluster, region, environment } = filter;
  if (component?.length || owner?.length || system?.length) {
    const cells = context.knex('cell').distinct('cluster_id');
    const limited = context.view?.scope.limitCells(cells) ?? cells;
    for (const [column, values] of Object.entries({
      entity_ref: component,
      owner,
      system,
      cluster_id: cluster,
      environment,
    })) {
      if (values?.length) void limited.whereIn(`cell.${column}`, values);
    }
    return limited;
  }
  const { knex, view } = context;
  const all = knex('cluster').whereNull('left_at').select('id as cluster_id');
  for (const [column, values] of Object.entries({
    id: cluster,
    region,
    environment,
  })) {
    if (values?.length) void all.whereIn(column, values);
  }
  return view ? all.whereIn('id', [...view.fleet.byId.keys()]) : all;
}

async function countWatched(
  context: ReadContext,
  { component, owner, system, engine }: DriftFilter,
  clusters: Knex.QueryBuilder,
): Promise<Pick<FleetDriftPage, 'unwatched' | 'watched'>> {
  const { knex, view } = context;
  const isOfThings = [component, owner, system, engine].some(
    values => values?.length,
  );
  if (!isOfThings && (!view || view.scope.isWhole)) {
    const [{ unwatched, watched }] = await knex('drift_look')
      .whereIn('cluster_id', clusters)
      .sum({ unwatched: 'unwatched', watched: 'watched' });
    return {
      unwatched: Number(unwatched ?? 0),
      watched: Number(watched ?? 0),
    };
  }
  if (!component?.length) return {};
  const [{ unwatched, deliveries }] = await visibleOf(
    context,
    knex('delivery')
      .whereIn('delivery.entity_ref', component)
      .whereNull('superseded_by'),
    'delivery',
  )
    .count({ deliveries: '*' })
    .select(knex.raw('sum(case when stale then 1 else 0 end) as unwatched'));
  return {
    unwatched: Number(unwatched ?? 0),
    watched: Number(deliveries) - Number(unwatched ?? 0),
  };
}
