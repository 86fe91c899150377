import { boundedName } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { ClusterEntry, CoverageEntry } from './entries';
import { WHOLE_CLUSTER } from './scopes';

const COVERAGE_COLUMNS = {
  cluster_id: 'text',
  adapter: 'text',
  api_group: 'text',
  kind: 'text',
  scope: 'text',
  api_version: 'text',
  state: 'text',
  since: 'bigint',
  reason: 'text',
  confirmed_at: 'bigint',
  is_current: 'boolean',
  freshness_ms: 'integer',
  objects: 'integer',
  skipped: 'text',
  watched_since: 'bigint',
  gap_from: 'bigint',
  gap_to: 'bigint',
};

const COVERAGE_KEY = ['cluster_id', 'adapter', 'api_group', 'kind', 'scope'];

const CLUSTER_COLUMNS = {
  reachability: 'text',
  reachability_since: 'bigint',
  reachability_reason: 'text',
  last_seen_at: 'bigint',
  identity_lost_at: 'bigint',
  coverage_asked: 'integer',
  coverage_current: 'integer',
  coverage_state: 'text',
  coverage_reason: 'text',
  kubernetes_version: 'text',
  kubernetes_minor: 'text',
  kubernetes_minor_number: 'integer',
};

/** A row of a table, by its columns. */
export type ColumnValues = Record<string, unknown>;

/**
 * Writes the rows of kinds, whether they are there already or not. How far a
 * kind is stored is not the tracker's, and stays as it is.
 */
export async function upsertCoverage(
  trx: Knex.Transaction,
  rows: ColumnValues[],
): Promise<void> {
  if (rows.length === 0) return;
  if (trx.client.config.client === 'pg') {
    const { list, types, values } = toArrays(COVERAGE_COLUMNS, rows);
    await trx.raw(
      `insert into coverage (${list}) select * from unnest(${types})
       on conflict (${COVERAGE_KEY.join(', ')}) do update set ${Object.keys(
        COVERAGE_COLUMNS,
      )
        .filter(column => !COVERAGE_KEY.includes(column))
        .map(column => `${column} = excluded.${column}`)
        .join(', ')}`,
      values,
    );
    return;
  }
  for (let start = 0; start < rows.length; start += 100) {
    await trx('coverage')
      .insert(rows.slice(start, start + 100))
      .onConflict(COVERAGE_KEY)
      .merge();
  }
}

/** Writes what the tracker knows of clusters into their rows. */
export async function updateClusters(
  trx: Knex.Transaction,
  rows: ColumnValues[],
): Promise<void> {
  if (rows.length === 0) return;
  if (trx.client.config.client === 'pg') {
    const { list, types, values } = toArrays(
      { id: 'text', ...CLUSTER_COLUMNS },
      rows,
    );
    await trx.raw(
      `update cluster set ${Object.keys(CLUSTER_COLUMNS)
        .map(column => `${column} = told.${column}`)
        .join(', ')}
       from unnest(${types}) as told (${list}) where cluster.id = told.id`,
      values,
    );
    return;
  }
  for (const { id, ...columns } of rows) {
    await trx('cluster').where({ id }).update(columns);
  }
}

/** The row of one kind. */
export function toCoverageRow(entry: CoverageEntry): ColumnValues {
  return {
    cluster_id: entry.clusterId,
    adapter: entry.key.adapter,
    api_group: entry.key.group,
    kind: entry.key.kind,
    scope: entry.key.scope ?? WHOLE_CLUSTER,
    api_version: entry.version ?? null,
    state: entry.state,
    since: entry.since,
    reason: entry.reason ?? null,
    confirmed_at: entry.confirmedAt ?? null,
    is_current: entry.isCurrent,
    freshness_ms: entry.freshnessMs ?? null,
    objects: entry.objects,
    skipped: JSON.stringify(entry.skipped),
    watched_since: entry.watchedSince ?? null,
    gap_from: entry.gap?.from ?? null,
    gap_to: entry.gap?.to ?? null,
  };
}

/** The columns of a cluster's row that are the tracker's, with its id. */
export function toClusterRow(cluster: ClusterEntry): ColumnValues {
  return {
    id: cluster.id,
    reachability: cluster.reachability,
    reachability_since: cluster.since,
    reachability_reason: cluster.reason ?? null,
    last_seen_at: cluster.lastSeenAt ?? null,
    identity_lost_at: cluster.identityLostAt ?? null,
    coverage_asked: cluster.coverage.asked,
    coverage_current: cluster.coverage.current,
    coverage_state: cluster.coverage.state,
    coverage_reason: cluster.coverage.reason ?? null,
    ...versionColumns(cluster.kubernetesVersion),
  };
}

function toArrays(
  columns: Record<string, string>,
  rows: ColumnValues[],
): { list: string; types: string; values: string[][] } {
  const names = Object.keys(columns);
  return {
    list: names.join(', '),
    types: names.map(name => `?::${columns[name]}[]`).join(', '),
    // The driver takes whatever the type of the column takes.
    values: names.map(name => rows.map(row => row[name] as string)),
  };
}

function versionColumns(version: string | undefined): ColumnValues {
  const match = version?.match(/^v?(\d{1,4})\.(\d{1,4})(?!\d)/);
  return {
    kubernetes_version: bounded(version),
    kubernetes_minor: match ? `${match[1]}.${match[2]}` : null,
    kubernetes_minor_number: match ? Number(match[2]) : null,
  };
}

/** Text from a cluster that a column takes. One that it refuses would keep all others from being written. */
function bounded(text: string | undefined): string | null {
  return text === undefined ? null : boundedName(text).slice(0, 128);
}
