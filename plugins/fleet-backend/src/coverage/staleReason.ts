import { WATCH_FRESHNESS_LIMIT_MS } from '@fleetview/backstage-plugin-fleet-common';

/** Why something may not be called current, in words. */
export function staleReason(coverage: {
  state: string;
  reason?: string | null;
  /** For how long a proof counts. */
  freshnessMs?: number | null;
}): string {
  if (coverage.reason) return coverage.reason;
  // Nothing failed; it only fell silent.
  return coverage.state === 'current'
    ? `no sign of life for more than ${
        (coverage.freshnessMs ?? WATCH_FRESHNESS_LIMIT_MS) / 1_000
      } seconds`
    : coverage.state;
}
