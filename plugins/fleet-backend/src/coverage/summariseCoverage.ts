import { COVERAGE_STATES } from '@fleetview/backstage-plugin-fleet-common';
import type { CoverageEntry, CoverageSummary } from './entries';
import { staleReason } from './staleReason';

/** How many of the kinds that are served are current, and the worst of them. */
export function summariseCoverage(entries: CoverageEntry[]): CoverageSummary {
  const asked = entries.filter(
    ({ state, isExtension }) =>
      state !== 'not-served' && !(isExtension && state === 'not-asked'),
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
