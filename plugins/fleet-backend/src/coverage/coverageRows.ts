import { boundedName } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { ClusterEntry, CoverageEntry } from './entries';

/** Writes the rows of kinds, whether they are there already or not. */
export async function upsertCoverage(
  trx: Knex.Transaction,
  rows: Record<string, unknown>[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += 100) {
    await trx('coverage')
      .insert(rows.slice(start, start + 100))
      .onConflict(['cluster_id', 'adapter', 'api_group', 'kind', 'scope'])
      .merge();
  }
}

/** The row of one kind. */
export function toCoverageRow(entry: CoverageEntry): Record<string, unknown> {
  return {
    cluster_id: entry.clusterId,
    adapter: entry.key.adapter,
    api_group: entry.key.group,
    kind: entry.key.kind,
    scope: 'cluster',
    api_version: entry.version ?? null,
    state: entry.state,
    since: entry.since,
    reason: entry.reason ?? null,
    confirmed_at: entry.confirmedAt ?? null,
    is_current: entry.isCurrent,
    objects: entry.objects,
    skipped: JSON.stringify(entry.skipped),
  };
}

/** The columns of a cluster's row that are the tracker's. */
export function toClusterColumns([id, cluster]: [string, ClusterEntry]): {
  id: string;
  columns: Record<string, unknown>;
} {
  return {
    id,
    columns: {
      reachability: cluster.reachability,
      reachability_since: cluster.since,
      reachability_reason: cluster.reason ?? null,
      last_seen_at: cluster.lastSeenAt ?? null,
      coverage_asked: cluster.coverage.asked,
      coverage_current: cluster.coverage.current,
      coverage_state: cluster.coverage.state,
      coverage_reason: cluster.coverage.reason ?? null,
      ...versionColumns(cluster.kubernetesVersion),
    },
  };
}

function versionColumns(version: string | undefined): Record<string, unknown> {
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
