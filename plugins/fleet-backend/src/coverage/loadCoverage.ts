import {
  isCoverageCurrent,
  type CoverageState,
  type Reachability,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { SkippedSummary, WatchKey } from '../collector/messages';
import {
  NOTHING_SKIPPED,
  type ClusterEntry,
  type CoverageEntry,
} from './entries';
import { gapOf } from './gapOf';
import { keyOfCoverageRow } from './scopes';
import type { SharedKinds } from './SharedKinds';

/** A row of a table, as the database gives it. */
type Row = Record<string, any>;

const TAKEN_OVER = 'being taken up again';
const NOT_READ = 'not read since the portal started';

/**
 * Reads what was last known of clusters that are about to be read again, by this
 * replica or after another. What was proven a moment ago is proven still, until
 * its time is over; of everything else it has to be seen whether it holds.
 */
export async function loadCoverage(options: {
  knex: Knex;
  clusterIds: string[];
  now: number;
  tellsWhatRuns: (key: WatchKey) => boolean;
  isExtension: (key: WatchKey) => boolean;
  isFollowUp: (key: WatchKey) => boolean;
  shared: SharedKinds;
}): Promise<ClusterEntry[]> {
  const { knex, clusterIds, now } = options;
  const clusters: ClusterEntry[] = [];
  for (let start = 0; start < clusterIds.length; start += 500) {
    const ids = clusterIds.slice(start, start + 500);
    const kinds = new Map<string, Map<string, CoverageEntry>>();
    for (const row of await knex('coverage').whereIn('cluster_id', ids)) {
      const entry = toEntry(row, now, options);
      const known = kinds.get(entry.clusterId) ?? new Map();
      known.set(options.shared.kind(entry.key).id, entry);
      kinds.set(entry.clusterId, known);
    }
    for (const row of await knex('cluster').whereIn('id', ids)) {
      clusters.push(toCluster(row, kinds.get(row.id) ?? new Map(), now));
    }
  }
  return clusters;
}

function toCluster(
  row: Row,
  kinds: Map<string, CoverageEntry>,
  now: number,
): ClusterEntry {
  const lastSeenAt = toNumber(row.last_seen_at);
  const isProven =
    row.reachability === 'reachable' &&
    [...kinds.values()].some(
      ({ wasCurrent, freshnessMs }) => wasCurrent && freshnessMs === undefined,
    );
  return {
    id: row.id,
    name: row.name,
    connection: { state: 'pending' },
    // Judged anew at once; what it was decides what has to be taken back.
    reachability: row.reachability,
    since: Number(row.reachability_since),
    ...(row.reachability_reason ? { reason: row.reachability_reason } : {}),
    ...(isProven || row.reachability === 'pending'
      ? {}
      : {
          left: {
            state: row.reachability as Reachability,
            since: Number(row.reachability_since),
          },
        }),
    lastSeenAt:
      lastSeenAt === undefined ? undefined : Math.min(lastSeenAt, now),
    storedLastSeenAt: lastSeenAt,
    kubernetesVersion: row.kubernetes_version ?? undefined,
    identityLostAt: toNumber(row.identity_lost_at),
    coverage: {
      asked: row.coverage_asked,
      current: row.coverage_current,
      state: row.coverage_state,
      ...(row.coverage_reason ? { reason: row.coverage_reason } : {}),
    },
    kinds,
    changed: true,
  };
}

function toEntry(
  row: Row,
  now: number,
  kinds: {
    tellsWhatRuns: (key: WatchKey) => boolean;
    isExtension: (key: WatchKey) => boolean;
    isFollowUp: (key: WatchKey) => boolean;
    shared: SharedKinds;
  },
): CoverageEntry {
  const { shared } = kinds;
  const { key } = shared.kind(
    keyOfCoverageRow(row as Parameters<typeof keyOfCoverageRow>[0]),
  );
  const confirmedAt = toNumber(row.confirmed_at);
  const isProven = isCoverageCurrent({
    state: row.state,
    confirmedAgeMs:
      confirmedAt === undefined ? undefined : Math.max(0, now - confirmedAt),
    freshnessLimitMs: toNumber(row.freshness_ms),
  });
  const isExtension = kinds.isExtension(key);
  // That what is off by default is not asked for was not found out by asking.
  const isNotServed =
    row.state === 'not-served' || (isExtension && row.state === 'not-asked');
  let state: CoverageState = isProven ? 'interrupted' : 'pending';
  if (isNotServed) state = shared.text(row.state as CoverageState);
  const passing = isProven ? TAKEN_OVER : NOT_READ;
  const reason: string | null = isNotServed ? row.reason : passing;
  return {
    clusterId: row.cluster_id,
    key,
    version: row.api_version ? shared.text(row.api_version) : undefined,
    state,
    since: isNotServed ? Number(row.since) : now,
    ...(reason ? { reason: shared.text(reason) } : {}),
    confirmedAt,
    isCurrent: Boolean(row.is_current),
    wasCurrent: isProven,
    ...(row.is_current && !isProven ? { wasLost: true } : {}),
    reflected: false,
    tellsWhatRuns: kinds.tellsWhatRuns(key),
    isExtension,
    isFollowUp: kinds.isFollowUp(key),
    freshnessMs: toNumber(row.freshness_ms),
    objects: row.objects,
    skipped: skippedOf(row.skipped),
    left: {
      state: shared.text(row.state as CoverageState),
      since: Number(row.since),
    },
    storedConfirmedAt: confirmedAt,
    ...gapOf(row),
    changed: true,
  };
}

function skippedOf(text: string | null): SkippedSummary[] {
  const skipped: SkippedSummary[] = JSON.parse(text ?? '[]');
  return skipped.length > 0 ? skipped : NOTHING_SKIPPED;
}

function toNumber(value: unknown): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}
