/**
 * How well one observer's kind is covered. Only `current` speaks for the facts
 * below it without reservation.
 *
 * - `pending`: not tried yet
 * - `listing`: the first complete list is under way
 * - `current`: listed completely and watched
 * - `interrupted`: the watch broke a moment ago and is being taken up again
 * - `unreachable`, `unauthorized`, `forbidden`: the cluster did not answer, did
 *   not accept the credentials, or did not allow the read
 * - `invalid`: the cluster answered something that is not a Kubernetes list
 * - `quarantined`: the answers are held back until someone confirms them
 * - `not-served`: the cluster does not have this kind
 * - `not-asked`: configuration or a missing extension role says not to ask
 *
 * @public
 */
export const COVERAGE_STATES = [
  'pending',
  'listing',
  'current',
  'interrupted',
  'unreachable',
  'unauthorized',
  'forbidden',
  'invalid',
  'quarantined',
  'not-served',
  'not-asked',
] as const;

/** @public */
export type CoverageState = (typeof COVERAGE_STATES)[number];

/**
 * Whether a cluster answers us, apart from how it is and where it stands in its
 * life.
 *
 * @public
 */
export const REACHABILITY_STATES = [
  'reachable',
  'pending',
  'not-asked',
  'forbidden',
  'unauthorized',
  'invalid',
  'quarantined',
  'unreachable',
] as const;

/** @public */
export type Reachability = (typeof REACHABILITY_STATES)[number];

/**
 * How long a watched kind counts as current after its last proof, in
 * milliseconds: an event, a bookmark, a watch that was opened again.
 *
 * @public
 */
export const WATCH_FRESHNESS_LIMIT_MS = 90_000;

/**
 * Whether facts under this coverage may be called current.
 *
 * A state that says that reading fails makes them stale at once; otherwise the
 * age of the last proof decides.
 *
 * @param coverage - state, and the age of the last proof in milliseconds
 *   (`undefined` when there never was one)
 * @public
 */
export function isCoverageCurrent(coverage: {
  state: CoverageState;
  confirmedAgeMs: number | undefined;
  freshnessLimitMs?: number;
}): boolean {
  const { state, confirmedAgeMs } = coverage;
  if (state !== 'current' && state !== 'interrupted' && state !== 'listing') {
    return false;
  }
  return (
    confirmedAgeMs !== undefined &&
    confirmedAgeMs <= (coverage.freshnessLimitMs ?? WATCH_FRESHNESS_LIMIT_MS)
  );
}
