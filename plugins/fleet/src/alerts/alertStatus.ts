import type { Alert } from '@fleetview/backstage-plugin-fleet-common';
import type {
  Status,
  StatusKey,
} from '@fleetview/backstage-plugin-fleet-react';

const KEYS: Record<NonNullable<Alert['severity']>, StatusKey> = {
  critical: 'failed',
  high: 'failed',
  medium: 'out-of-sync',
  low: 'skipped',
  info: 'skipped',
};

/** How an alert is shown: one that cannot be confirmed now may not fire any more. */
export function statusOfAlert({
  severity,
  currency: { current, confirmedAt, reason },
}: Pick<Alert, 'severity' | 'currency'>): Status {
  return {
    // Of what has none nobody says how bad it is, nor of one that only a newer server knows.
    key:
      severity !== undefined && Object.hasOwn(KEYS, severity)
        ? KEYS[severity]
        : 'unknown',
    stale: !current,
    confirmedAt,
    reason,
  };
}
