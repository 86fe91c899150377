import type { Knex } from 'knex';
import { keyOfCoverageRow } from '../coverage/scopes';
import { coverageThing } from './coverageThing';
import { readNextTransitions, type OwnedTransition } from './nextTransitions';

/** How a cluster was covered at a time. */
export type ClusterAt = {
  clusterId: string;
  /** Whether anybody watched it yet. */
  isWatched: boolean;
  /** How it answered; absent where that is not known. */
  reachability?: string;
  region?: string;
  environment?: string;
  /** Kinds that were read of it and of which not all was known, in order. */
  notCurrent: string[];
};

/** How clusters were covered at a time of which there are transitions; without those that had left. */
export async function readClustersAt(options: {
  knex: Knex;
  at: number;
  clusterIds: readonly string[];
}): Promise<ClusterAt[]> {
  const { knex, at, clusterIds } = options;
  const rows = await knex('cluster')
    .whereIn('id', clusterIds)
    .orderBy('id')
    .select(
      'id',
      'reachability',
      'reachability_since',
      'region',
      'environment',
      'created_at',
      'left_at',
    );
  const kinds = await knex('coverage')
    .whereIn('cluster_id', clusterIds)
    .whereNotIn('state', ['not-served', 'not-asked'])
    .select(
      'cluster_id',
      'adapter',
      'api_group',
      'kind',
      'scope',
      'watched_since',
      'gap_from',
      'gap_to',
    );
  const next = await readNextTransitions({
    knex,
    at,
    scopes: ['cluster', 'coverage', 'watching'],
    within: { clusterIds },
  });
  const notCurrent = new Map<string, Set<string>>();
  const proven = new Set<string>();
  for (const row of kinds) {
    const { cluster_id: id } = row;
    const thing = coverageThing(
      id,
      keyOfCoverageRow(row as Parameters<typeof keyOfCoverageRow>[0]),
    );
    if (isCurrentAt(row, next.get(thing)?.[0], at)) {
      proven.add(id);
      continue;
    }
    notCurrent.set(id, (notCurrent.get(id) ?? new Set()).add(row.kind));
  }
  return rows.flatMap(row => {
    if (row.left_at !== null && Number(row.left_at) <= at) return [];
    const isWatched = Number(row.created_at) <= at;
    const changes = next.get(row.id) ?? [];
    const was = (field: string, now: string | undefined) =>
      valueAt(
        changes.find(each => each.field === field),
        now,
        at,
      );
    // It came to be so without a word of what it was before.
    const isSince = Number(row.reachability_since) <= at;
    const answered = was(
      'reachability',
      isSince ? row.reachability : undefined,
    );
    // No green without evidence: some of what it was asked must have been proven.
    const reachability =
      answered === 'reachable' && !proven.has(row.id) ? undefined : answered;
    return [
      {
        clusterId: row.id,
        isWatched,
        ...(isWatched && reachability !== undefined ? { reachability } : {}),
        ...(isWatched
          ? {
              region: was('region', row.region),
              environment: was('environment', row.environment),
            }
          : {}),
        notCurrent: [...(notCurrent.get(row.id) ?? [])].sort(),
      },
    ];
  });
}

/** Undefined in an interval. */
function valueAt(
  change: OwnedTransition | undefined,
  now: string | undefined,
  at: number,
): string | undefined {
  if (!change) return now;
  return isBegun(change, at) ? undefined : change.from;
}

function isCurrentAt(
  row: Record<string, unknown>,
  change: OwnedTransition | undefined,
  at: number,
): boolean {
  if (row.watched_since === null || Number(row.watched_since) > at) {
    return false;
  }
  const isInGap =
    row.gap_from !== null &&
    Number(row.gap_from) <= at &&
    (row.gap_to === null || Number(row.gap_to) > at);
  if (isInGap) return false;
  if (!change) return true;
  if (isBegun(change, at)) return false;
  // One that was found again says since when it was not seen.
  return change.from !== 'stale' || change.notBefore !== undefined;
}

function isBegun(
  { at: seen, notBefore, firstAt }: OwnedTransition,
  at: number,
): boolean {
  return Math.min(seen, notBefore ?? seen, firstAt ?? seen) <= at;
}
