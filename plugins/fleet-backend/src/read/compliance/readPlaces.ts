import type { Severity } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { PolicyWords } from '../../derive/compliance';
import type { ReadContext, Row } from '../types';
import { clustersInSight, clustersOf } from './askedClusters';
import type { ComplianceFilter } from './selectCompliance';

/** A policy on a cluster, whether it was evaluated or not. */
export type Place = {
  cluster: string;
  engine: string;
  policy: string;
  severity: Severity | undefined;
  words: PolicyWords;
};

/** The policies on the clusters that a filter leaves. */
export async function readPlaces(
  context: ReadContext,
  filter: ComplianceFilter,
): Promise<Place[]> {
  const query = ofPolicies(context.knex('policy_place'), filter).whereIn(
    'policy_place.cluster_id',
    clustersOf(context, filter).select('cluster.id'),
  );
  const rows: Row[] = await query
    .orderBy(['policy_place.cluster_id', 'policy_place.id'])
    .select('cluster_id', 'engine', 'policy', 'severity', 'data');
  return rows.map(placeReader());
}

/**
 * Policies that are on any cluster that the reader may see, each once: where they are
 * expected may be somewhere else.
 */
export async function readKnownPolicies(
  context: ReadContext,
  filter: ComplianceFilter,
): Promise<{ engine: string; policy: string }[]> {
  return ofPolicies(context.knex('policy_place'), filter)
    .whereIn(
      'policy_place.cluster_id',
      clustersInSight(context).select('cluster.id'),
    )
    .distinct('engine', 'policy');
}

/** What policies say of themselves on clusters of which the reader may see results of them. */
export async function readPlacesOf(
  { knex }: ReadContext,
  pairs: readonly { cluster: string; engine: string; policy: string }[],
): Promise<Place[]> {
  const clusters = [...new Set(pairs.map(({ cluster }) => cluster))];
  const policies = [...new Set(pairs.map(({ policy }) => policy))];
  const wanted = new Set(pairs.map(keyOf));
  const places: Place[] = [];
  const toPlace = placeReader();
  for (let start = 0; start < clusters.length; start += 200) {
    const rows: Row[] = await knex('policy_place')
      .whereIn('cluster_id', clusters.slice(start, start + 200))
      // More names than a statement takes are sorted out below.
      .modify(query => {
        if (policies.length <= 500) void query.whereIn('policy', policies);
      })
      .orderBy(['cluster_id', 'id'])
      .select('cluster_id', 'engine', 'policy', 'severity', 'data');
    places.push(...rows.map(toPlace).filter(each => wanted.has(keyOf(each))));
  }
  return places;
}

function ofPolicies(
  query: Knex.QueryBuilder,
  filter: ComplianceFilter,
): Knex.QueryBuilder {
  for (const key of ['engine', 'policy', 'severity'] as const) {
    const values = filter[key];
    if (values?.length) void query.whereIn(`policy_place.${key}`, values);
  }
  return query;
}

/** What is said of a policy on one cluster is mostly what is said of it on all: one object then. */
function placeReader(): (row: Row) => Place {
  const known = new Map<string, PolicyWords>();
  return row => {
    const words: PolicyWords = known.get(row.data) ?? JSON.parse(row.data);
    known.set(row.data, words);
    return {
      cluster: row.cluster_id,
      engine: row.engine,
      policy: row.policy,
      severity: row.severity || undefined,
      words,
    };
  };
}

function keyOf({
  cluster,
  engine,
  policy,
}: Pick<Place, 'cluster' | 'engine' | 'policy'>): string {
  return JSON.stringify([cluster, engine, policy]);
}
