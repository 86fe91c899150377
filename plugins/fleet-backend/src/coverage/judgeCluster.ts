import {
  isCoverageCurrent,
  WATCH_FRESHNESS_LIMIT_MS,
} from '@fleetview/backstage-plugin-fleet-common';
import type { DirtyMark } from '../store/markDirty';
import type { TransitionRecord } from '../store/recordTransitions';
import { coverageThing } from '../history/coverageThing';
import { foldFlip } from '../history/foldFlip';
import { CLUSTER_ALONE, EVERY_NAMESPACE } from '../store/touchedNamespaces';
import type { ClusterEntry, CoverageEntry } from './entries';
import { reachabilityOf } from './reachabilityOf';
import { summariseCoverage } from './summariseCoverage';

/**
 * A proof of freshness alone is written once the one that is stored is so old:
 * often enough that a reader of the row never takes for stale what is proven.
 */
export const CONFIRMED_WRITE_MS = 30_000;

/** What a judgement found, to be written. */
export type Verdicts = {
  transitions: TransitionRecord[];
  /** With the cluster whose coverage they come from. */
  marks: (DirtyMark & { observer: string })[];
  /** Kinds that became current, or ceased to be. */
  flipped: CoverageEntry[];
  /** Clusters that have just ceased to answer. */
  silenced: string[];
};

/**
 * Judges one cluster by the time that it is.
 *
 * @returns when it has to be looked at again though nothing is heard of it
 */
export function judgeCluster(options: {
  cluster: ClusterEntry;
  now: number;
  /** Whether something was said of it since the last time, other than a proof. */
  isTouched: boolean;
  verdicts: Verdicts;
}): number | undefined {
  const { cluster, now, verdicts } = options;
  const entries = [...cluster.kinds.values()];
  // The clock went back: what is proven is proven until now, and ages from now on.
  if (isLater(cluster.lastSeenAt, now)) {
    cluster.lastSeenAt = now;
    cluster.changed = true;
  }
  const flips = verdicts.flipped.length;
  const wasLost = entries.some(entry => entry.wasLost);
  for (const entry of entries) judgeKind(entry, now, verdicts);
  if (options.isTouched || verdicts.flipped.length > flips) {
    judgeWhole(
      options,
      entries.filter(({ isFollowUp }) => !isFollowUp),
    );
  }
  if (!wasLost) return lookAgainAt(cluster, entries);
  for (const entry of entries) entry.wasLost = false;
  return now + 1;
}

function judgeWhole(
  options: Parameters<typeof judgeCluster>[0],
  entries: CoverageEntry[],
): void {
  const { cluster } = options;
  const coverage = summariseCoverage(entries);
  if (
    coverage.asked !== cluster.coverage.asked ||
    coverage.current !== cluster.coverage.current ||
    coverage.state !== cluster.coverage.state ||
    coverage.reason !== cluster.coverage.reason
  ) {
    cluster.coverage = coverage;
    cluster.changed = true;
  }
  judgeReachability(options, entries);
}

function judgeKind(
  entry: CoverageEntry,
  now: number,
  { transitions, flipped }: Verdicts,
): void {
  if (isLater(entry.confirmedAt, now)) {
    entry.confirmedAt = now;
    entry.changed = true;
  }
  const isProven = isCoverageCurrent({
    state: entry.state,
    confirmedAgeMs:
      entry.confirmedAt === undefined
        ? undefined
        : Math.max(0, now - entry.confirmedAt),
    freshnessLimitMs: entry.freshnessMs,
  });
  // Were it current at once, nobody would learn that it was not in between.
  const isCurrent = isProven && !entry.wasLost;
  if (isCurrent !== entry.isCurrent) {
    entry.isCurrent = isCurrent;
    entry.changed = true;
    const lostAt = entry.gap?.from;
    noteGap(entry, now);
    // Nothing rests on it but what has an age of its own.
    if (entry.isFollowUp) return;
    flipped.push(entry);
    // The first list of a kind is no news; losing and regaining it is. What was
    // lost while nobody was there to see it is told when it is regained.
    const isFound = isCurrent && !entry.wasCurrent && lostAt !== undefined;
    if (entry.wasCurrent || isFound) {
      transitions.push(
        coverageTransition(entry, isFound ? lostAt : undefined, now),
      );
    }
  }
  entry.wasCurrent ||= isCurrent;
}

function coverageTransition(
  entry: CoverageEntry,
  lostAt: number | undefined,
  now: number,
): TransitionRecord {
  const { isCurrent, confirmedAt } = entry;
  const from = isCurrent ? 'stale' : 'current';
  // One that only fell silent is in no other state than before.
  const to = isCurrent ? 'current' : entry.state.replace(/^current$/, 'stale');
  const { memory, ...folded } = foldFlip(entry.flips, { at: now, from, to });
  entry.flips = memory;
  const notBefore = isCurrent ? lostAt : confirmedAt;
  return {
    at: now,
    ...(notBefore === undefined ? {} : { notBefore: Math.min(notBefore, now) }),
    clusterId: entry.clusterId,
    scope: lostAt === undefined ? 'coverage' : 'watching',
    thing: coverageThing(entry.clusterId, entry.key),
    name: entry.key.kind,
    field: 'coverage',
    from,
    to,
    ...(entry.reason ? { reason: entry.reason } : {}),
    ...folded,
  };
}

/** Keeps since when all of a kind is known, and when it last was not. */
function noteGap(entry: CoverageEntry, now: number): void {
  if (entry.isCurrent) {
    entry.watchedSince ??= now;
    if (entry.gap) entry.gap = { from: entry.gap.from, to: now };
  } else {
    // What is told as this is judged was not proven all the time.
    const proof = entry.wasLost ? entry.storedConfirmedAt : entry.confirmedAt;
    entry.gap = { from: Math.min(proof ?? now, now) };
  }
}

function judgeReachability(
  options: Parameters<typeof judgeCluster>[0],
  entries: CoverageEntry[],
): void {
  const { cluster, now, verdicts } = options;
  const verdict = reachabilityOf({
    connection: cluster.connection,
    // What a system answers over HTTP says nothing of the API server.
    kinds: entries.filter(({ freshnessMs }) => freshnessMs === undefined),
  });
  if (
    verdict.state === cluster.reachability &&
    verdict.reason === cluster.reason
  ) {
    return;
  }
  if (verdict.state !== cluster.reachability) {
    const before = cluster.left ?? {
      state: cluster.reachability,
      since: cluster.since,
    };
    if (before.state !== 'pending' && verdict.state !== 'pending') {
      if (before.state !== verdict.state) {
        const { memory, ...folded } = foldFlip(cluster.flips, {
          at: now,
          from: before.state,
          to: verdict.state,
        });
        cluster.flips = memory;
        verdicts.transitions.push({
          at: now,
          // While nobody looked, it may have happened at any time.
          ...(cluster.left && cluster.storedLastSeenAt !== undefined
            ? { notBefore: Math.min(cluster.storedLastSeenAt, now) }
            : {}),
          clusterId: cluster.id,
          scope: 'cluster',
          thing: cluster.id,
          name: cluster.name,
          field: 'reachability',
          from: before.state,
          to: verdict.state,
          ...(verdict.reason ? { reason: verdict.reason } : {}),
          ...folded,
        });
      }
    }
    cluster.since = before.state === verdict.state ? before.since : now;
    if (verdict.state !== 'pending') cluster.left = undefined;
    verdicts.marks.push({
      observer: cluster.id,
      clusterId: cluster.id,
      namespace: CLUSTER_ALONE,
    });
    if (cluster.reachability === 'reachable') {
      verdicts.silenced.push(cluster.id);
      verdicts.marks.push({
        observer: cluster.id,
        clusterId: cluster.id,
        namespace: EVERY_NAMESPACE,
      });
    }
  }
  cluster.reachability = verdict.state;
  cluster.reason = verdict.reason;
  cluster.changed = true;
}

function lookAgainAt(
  cluster: ClusterEntry,
  entries: CoverageEntry[],
): number | undefined {
  let at = proofDueAt(cluster.lastSeenAt, cluster.storedLastSeenAt) ?? Infinity;
  for (const entry of entries) {
    const due = proofDueAt(entry.confirmedAt, entry.storedConfirmedAt);
    if (due !== undefined && due < at) at = due;
    if (entry.isCurrent && entry.confirmedAt !== undefined) {
      const freshMs = entry.freshnessMs ?? WATCH_FRESHNESS_LIMIT_MS;
      at = Math.min(at, entry.confirmedAt + freshMs + 1);
    }
  }
  return at === Infinity ? undefined : at;
}

/** When a proof has to be written that nothing else makes be written; undefined when it is. */
export function proofDueAt(
  proof: number | undefined,
  stored: number | undefined,
): number | undefined {
  if (proof === undefined || proof === stored) return undefined;
  return stored === undefined ? 0 : stored + CONFIRMED_WRITE_MS;
}

function isLater(time: number | undefined, now: number): boolean {
  return time !== undefined && time > now;
}
