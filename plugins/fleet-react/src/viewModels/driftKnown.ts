import type { FleetDriftPage } from '@fleetview/backstage-plugin-fleet-common';

/**
 * How far it is known what drifts.
 *
 * - `all`: everything that is delivered is seen
 * - `part`: something is not seen now, or may not be seen by who reads
 * - `uncounted`: nothing is known to be unseen, but nobody says how much is seen
 * - `none`: nothing that is delivered is seen
 *
 * @public
 */
export type DriftKnowledge = 'all' | 'part' | 'uncounted' | 'none';

/**
 * That nothing drifts says something only where it is seen that it does not.
 *
 * @public
 */
export function driftKnowledge(
  page: Pick<
    FleetDriftPage,
    'coverage' | 'unwatched' | 'watched' | 'limited'
  > & {
    totals: Pick<FleetDriftPage['totals'], 'unconfirmed'>;
  },
): DriftKnowledge {
  const { coverage, unwatched, watched, limited, totals } = page;
  if (watched === 0 || coverage.clusters === 0) return 'none';
  const isInPart =
    (unwatched ?? 0) > 0 ||
    totals.unconfirmed > 0 ||
    coverage.gapsTotal > 0 ||
    (limited?.length ?? 0) > 0;
  if (isInPart) return 'part';
  // A number that nobody told is no evidence.
  return watched === undefined || unwatched === undefined ? 'uncounted' : 'all';
}
