import type {
  ClusterPage,
  Facet,
  ListClustersQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  HEALTH_STATES,
  REACHABILITY_STATES,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { toClusterSummary } from './clusterSummary';
import { readClusterTotals } from './clusterTotals';
import { decodeCursor, encodeCursor } from './cursor';
import { readFleetCoverage } from './fleetCoverage';
import { readNewestMinor } from './readNewestMinor';
import { defined, type ReadContext, type Row } from './types';

/** What is not known to be so now is of unknown health: the last known one counts nowhere. */
const HEALTH =
  "(case when stale or reachability <> 'reachable' then 'unknown' else health end)";

/** Filter keys by the trusted SQL behind them: OR within a key, AND across keys. */
const FACETS = {
  region: 'region',
  environment: 'environment',
  provider: 'provider',
  tier: 'tier',
  owner: 'owner',
  reachability: 'reachability',
  health: HEALTH,
  version: 'kubernetes_minor',
} as const;

type FacetKey = keyof typeof FACETS;

function ranked(column: string, order: readonly string[]): string {
  const cases = order.map((state, rank) => `when '${state}' then ${rank}`);
  return `case ${column} ${cases.join(' ')} else ${order.length} end`;
}

/** Only these expressions ever reach an ORDER BY. */
const SORTS: Record<string, string> = {
  name: 'name',
  reachability: ranked('reachability', REACHABILITY_STATES),
  health: ranked(HEALTH, HEALTH_STATES),
  version: 'coalesce(kubernetes_minor_number, 0)',
  nodes: 'nodes_total',
  lastSeen: 'coalesce(last_seen_at, 0)',
  degraded: 'instance_degraded',
};

/** Clusters, filtered, sorted and paged, with facets that exclude their own filter. */
export async function listClusters(
  context: ReadContext,
  query: ListClustersQuery,
): Promise<ClusterPage> {
  const { knex } = context;
  const sort = query.sort ?? 'name';
  const descending = sort.startsWith('-');
  const expression = SORTS[sort.replace('-', '')];
  const limit = query.limit ?? 100;
  const cursor =
    expression === SORTS.name
      ? decodeCursor(query.cursor, sort, 'string')
      : decodeCursor(query.cursor, sort, 'number');
  // As wide as what a cursor may hold, whatever the column takes.
  const bound = expression === SORTS.name ? '?' : 'cast(? as bigint)';

  let page = select(knex, query);
  if (cursor) {
    const beyond = descending ? '<' : '>';
    page = page.whereRaw(
      `(${expression} ${beyond} ${bound} or (${expression} = ${bound} and id > ?))`,
      [cursor.value, cursor.value, cursor.id],
    );
  }
  const rows: Row[] = await page
    .orderByRaw(`${expression} ${descending ? 'desc' : 'asc'}, id asc`)
    .limit(limit + 1)
    .select('cluster.*', knex.raw(`${expression} as sort_value`));
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const newest = await readNewestMinor(context);
  return defined({
    items: shown.map(row => toClusterSummary(row, newest)),
    nextCursor:
      rows.length > limit && last
        ? encodeCursor({
            sort,
            // PostgreSQL gives bigints as text.
            value:
              sort.replace('-', '') === 'name'
                ? last.sort_value
                : Number(last.sort_value),
            id: last.id,
          })
        : undefined,
    totals: await readClusterTotals(select(knex, query)),
    facets: await readFacets(knex, query),
    coverage: await readFleetCoverage(context),
    hidden: 0,
  });
}

function select(
  knex: Knex,
  query: ListClustersQuery,
  except?: FacetKey,
): Knex.QueryBuilder {
  let selection = knex('cluster').whereNull('left_at');
  for (const [key, expression] of Object.entries(FACETS)) {
    const values = query[key as FacetKey];
    if (key !== except && values && values.length > 0) {
      selection = selection.whereRaw(
        `${expression} in (${values.map(() => '?').join(', ')})`,
        values,
      );
    }
  }
  for (const [key, prefix] of [
    ['instances', 'instance'],
    ['deliveries', 'delivery'],
  ] as const) {
    const states = query[key];
    if (states && states.length > 0) {
      selection = selection.where(any => {
        for (const state of states) {
          void any.orWhere(`${prefix}_${state.replaceAll('-', '_')}`, '>', 0);
        }
      });
    }
  }
  if (query.text) {
    const pattern = `%${query.text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    selection = selection.whereRaw(
      "(lower(name) like ? escape '\\' or lower(coalesce(title, '')) like ? escape '\\')",
      [pattern, pattern],
    );
  }
  return selection;
}

async function readFacets(
  knex: Knex,
  query: ListClustersQuery,
): Promise<Record<string, Facet>> {
  const facets: Record<string, Facet> = {};
  for (const [key, expression] of Object.entries(FACETS)) {
    const groups: { value: string | null; clusters: number | string }[] =
      await select(knex, query, key as FacetKey)
        .groupByRaw(expression)
        .select({ value: knex.raw(expression) })
        .count({ clusters: 'id' })
        .orderBy([{ column: 'clusters', order: 'desc' }, { column: 'value' }])
        .limit(100);
    facets[key] = {
      values: groups.flatMap(group =>
        group.value === null
          ? []
          : [{ value: group.value, count: Number(group.clusters) }],
      ),
    };
  }
  return facets;
}
