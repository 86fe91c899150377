import type {
  Finding,
  FindingResult,
} from '@fleetview/backstage-plugin-fleet-common';
import type {
  Status,
  StatusKey,
} from '@fleetview/backstage-plugin-fleet-react';

const KEYS: Record<FindingResult, StatusKey> = {
  pass: 'succeeded',
  fail: 'failed',
  warn: 'out-of-sync',
  error: 'unknown',
  skip: 'skipped',
  exempt: 'suspended',
  unknown: 'unknown',
};

/** The mark of a result. A newer server may know results that this page does not. */
export function statusKeyOfResult(result: string): StatusKey {
  return Object.hasOwn(KEYS, result)
    ? KEYS[result as FindingResult]
    : 'unknown';
}

/** How a finding is shown: one that cannot be confirmed now is no pass. */
export function statusOfFinding({
  result,
  currency,
}: Pick<Finding, 'result' | 'currency'>): Status {
  const { current, confirmedAt, reason } = currency;
  return {
    key: statusKeyOfResult(result),
    stale: !current,
    confirmedAt,
    reason,
  };
}
