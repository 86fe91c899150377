import type {
  AppliedExceptionAlert,
  ExceptionState,
  FleetAppliedException,
} from '@fleetview/backstage-plugin-fleet-common';
import type {
  Status,
  StatusKey,
} from '@fleetview/backstage-plugin-fleet-react';

/** The mark of each state. None is good: an exception in force is something put off. */
export const STATE_MARKS: Record<ExceptionState, StatusKey> = {
  requested: 'awaiting-approval',
  approved: 'queued',
  active: 'suspended',
  expiring: 'waiting',
  expired: 'skipped',
  renewed: 'skipped',
  withdrawn: 'skipped',
};

const ALERT_MARKS: Record<AppliedExceptionAlert, StatusKey> = {
  overdue: 'degraded',
  'ledger-ended': 'out-of-sync',
  'not-in-ledger': 'missing',
};

/** The mark of what an engine applies, by what is worst; hatched where it is not current. */
export function statusOfApplied({
  alerts,
  currency,
}: Pick<FleetAppliedException, 'alerts' | 'currency'>): Status {
  const [worst] = alerts;
  return {
    key: worst ? ALERT_MARKS[worst] : 'suspended',
    stale: !currency.current,
    ...(currency.confirmedAt ? { confirmedAt: currency.confirmedAt } : {}),
    ...(currency.reason ? { reason: currency.reason } : {}),
  };
}
