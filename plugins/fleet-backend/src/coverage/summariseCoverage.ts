import { COVERAGE_STATES } from '@fleetview/backstage-plugin-fleet-common';
import type { CoverageEntry, CoverageSummary } from './entries';
import { staleReason } from './staleReason';

/**
 * How many of the kinds that are served are current, and the worst of them. What
 * systems answer over HTTP is not among them: whether a cost tool is up says nothing of
 * whether the cluster is read completely.
 */
export function summariseCoverage(entries: CoverageEntry[]): CoverageSummary {
  const asked = entries.filter(
    ({ state, isExtension, freshnessMs }) =>
      state !== 'not-served' &&
      !(isExtension && state === 'not-asked') &&
      freshnessMs === undefined,
  );
  const lacking = asked.filter(({ isCurrent }) => !isCurrent);
  const [worst] = lacking.sort(
    (a, b) =>
      COVERAGE_STATES.indexOf(b.state) - COVERAGE_STATES.indexOf(a.state),
  );
  if (!worst) {
    return {
      asked: asked.length,
      current: asked.length,
      state: asked.length > 0 ? 'current' : 'pending',
    };
  }
  return {
    asked: asked.length,
    current: asked.length - lacking.length,
    state: worst.state,
    reason: `${worst.key.kind}: ${staleReason(worst)}`,
  };
}
