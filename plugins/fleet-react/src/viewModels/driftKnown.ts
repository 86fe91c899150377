import type { FleetDriftPage } from '@fleetview/backstage-plugin-fleet-common';

/**
 * How far it is known what drifts.
 *
 * - `all`: everything that is delivered is seen
 * - `part`: something is not seen now, or may not be seen by who reads
 * - `none`: nothing that is delivered is seen
 *
 * @public
 */
export type DriftKnowledge = 'all' | 'part' | 'none';

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
  const { coverage, unwatched = 0, watched = 0, limited, totals } = page;
  // A number that nobody told is no evidence.
  if (watched === 0) return 'none';
  const isWhole =
    unwatched === 0 &&
    totals.unconfirmed === 0 &&
    coverage.gapsTotal === 0 &&
    !limited?.length;
  return isWhole ? 'all' : 'part';
}
