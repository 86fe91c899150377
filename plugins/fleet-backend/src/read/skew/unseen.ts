import {
  isCoverageCurrent,
  type CoverageState,
  type SkewUnknown,
  type TraitSight,
} from '@fleetview/backstage-plugin-fleet-common';
import type { WatchKey } from '../../collector/messages';
import { currencyOf, type CoverageIndex } from '../../coverage/coverageIndex';
import { coveringEntry } from '../../coverage/scopes';
import type { Row } from '../types';

/** A kind, and where the thing would lie. */
export type SoughtKind = WatchKey & { namespace?: string; name?: string };

const REASONS: Partial<Record<CoverageState, SkewUnknown>> = {
  unreachable: 'unreachable',
  invalid: 'unreachable',
  quarantined: 'unreachable',
  unauthorized: 'forbidden',
  forbidden: 'forbidden',
  pending: 'not-asked',
  'not-asked': 'not-asked',
};

/** Why nothing is known of a cluster as a whole; undefined where it answers, and as the one that it is. */
export function unseenCluster(cluster: Row): SkewUnknown | undefined {
  if (cluster.reachability !== 'reachable') {
    return REASONS[cluster.reachability as CoverageState] ?? 'unreachable';
  }
  // Who does not show who it is may be another.
  return cluster.identity_lost_at === null ? undefined : 'stale';
}

/**
 * What it means that a thing is not among what was read of a cluster: proof that it is not
 * there takes a kind that is covered, or that the cluster does not have.
 */
export function absenceOf(
  cluster: Row,
  kind: SoughtKind,
  coverage: Pick<CoverageIndex, 'now' | 'rows'>,
): TraitSight {
  const unseen = unseenCluster(cluster);
  if (unseen) return { state: 'unknown', reason: unseen };
  const entry = entryOf(cluster.id, kind, coverage);
  if (!entry) return { state: 'unknown', reason: 'not-asked' };
  const state = entry.state as CoverageState;
  if (state === 'not-served' || isCurrent(entry, coverage.now)) {
    return { state: 'absent' };
  }
  return { state: 'unknown', reason: REASONS[state] ?? 'stale' };
}

/** What a fact says, or why that cannot be confirmed now. */
export function sightOf(
  fact: Row,
  value: string | undefined,
  coverage: CoverageIndex,
): TraitSight {
  const last = value === undefined ? {} : { lastKnown: value };
  if (!currencyOf(fact, coverage).current) {
    const entry = entryOf(
      fact.observer,
      {
        adapter: fact.adapter,
        group: fact.api_group,
        kind: fact.kind,
        namespace: fact.namespace,
        name: fact.name,
      },
      coverage,
    );
    const state = entry?.state as CoverageState | undefined;
    return {
      state: 'unknown',
      reason: (state && REASONS[state]) ?? 'stale',
      ...last,
    };
  }
  return value === undefined
    ? { state: 'unknown', reason: 'unstated' }
    : { state: 'value', value };
}

function entryOf(
  clusterId: string,
  kind: SoughtKind,
  { rows }: Pick<CoverageIndex, 'rows'>,
) {
  return coveringEntry(
    id =>
      rows.get(`${clusterId}/${id}`) as (Row & { state: string }) | undefined,
    kind,
  );
}

function isCurrent(entry: Row, now: number): boolean {
  return isCoverageCurrent({
    state: entry.state,
    confirmedAgeMs:
      entry.confirmed_at === null
        ? undefined
        : Math.max(0, now - Number(entry.confirmed_at)),
    freshnessLimitMs: entry.freshness_ms ?? undefined,
  });
}
