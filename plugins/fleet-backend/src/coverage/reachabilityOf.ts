import type {
  CoverageState,
  Reachability,
} from '@fleetview/backstage-plugin-fleet-common';

/** How a cluster answers, with the reason where it does not. */
export type ReachabilityVerdict = { state: Reachability; reason?: string };

/** What reachability needs to know of one kind of the cluster. */
export type CoveredKind = {
  kind?: string;
  state: CoverageState;
  isCurrent: boolean;
  reason?: string;
  /** Whether its facts say what runs there. */
  tellsWhatRuns: boolean;
};

/** From the hardest to the softest way of not answering. */
const FAILURES = [
  'unreachable',
  'unauthorized',
  'invalid',
  'quarantined',
  'forbidden',
] as const;

/**
 * Whether a cluster answers us. A watch that is proven current beats a failed
 * attempt to connect anew; a cluster that answers but lets nothing be read that
 * says what runs there is `forbidden`.
 */
export function reachabilityOf(options: {
  connection: ReachabilityVerdict;
  kinds: CoveredKind[];
}): ReachabilityVerdict {
  const { connection } = options;
  if (connection.state === 'quarantined' || connection.state === 'not-asked') {
    return connection;
  }
  const asked = options.kinds.filter(
    ({ state }) => state !== 'not-served' && state !== 'not-asked',
  );
  const telling = asked.filter(({ tellsWhatRuns }) => tellsWhatRuns);
  const forbidden = telling.filter(({ state }) => state === 'forbidden');
  if (
    forbidden.length > 0 &&
    !telling.some(({ state, isCurrent }) => isCurrent || state === 'listing')
  ) {
    return { state: 'forbidden', reason: forbidden[0].reason };
  }
  if (asked.some(({ isCurrent }) => isCurrent)) return { state: 'reachable' };
  if (connection.state !== 'reachable') return connection;
  for (const failure of FAILURES) {
    const failed = asked.find(({ state }) => state === failure);
    if (failed && !asked.some(({ state }) => state === 'listing')) {
      return { state: failure, reason: failed.reason };
    }
  }
  return { state: 'reachable' };
}
