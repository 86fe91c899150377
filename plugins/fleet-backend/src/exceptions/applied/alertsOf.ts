import {
  coverOfApplied,
  engineExceptionAlert,
  exceptionStateOf,
  type AppliedCover,
  type AppliedException,
  type AppliedExceptionAlert,
  type ExceptionFact,
  type ExceptionState,
} from '@fleetview/backstage-plugin-fleet-common';
import type { LedgerRules } from '../ExceptionAccess';
import type { StoredException } from '../StoredException';

/** What of the ledger stands behind an exception that an engine applies. */
export type LedgerMatch = {
  exception: StoredException;
  match: AppliedCover;
  state: ExceptionState;
};

/** Those that exempt something now first, then those that did or will. */
const BEST_FIRST: readonly ExceptionState[] = [
  'active',
  'expiring',
  'approved',
  'requested',
  'renewed',
  'expired',
  'withdrawn',
];
const IN_FORCE: readonly ExceptionState[] = ['active', 'expiring'];

/**
 * The entry of the ledger that stands behind it: one that covers it before any that only
 * resembles it, and of those one in force before any other.
 */
export function matchOf(
  applied: AppliedException,
  ledger: readonly StoredException[],
  now: number,
  rules: LedgerRules,
): LedgerMatch | undefined {
  const found = ledger.flatMap(exception => {
    if (exception.kind !== 'policy') return [];
    const match = coverOfApplied(exception.scope, applied);
    if (!match) return [];
    const { state } = exceptionStateOf(exception.ledger, now, rules);
    return [{ exception, match, state }];
  });
  const rank = ({ state, match }: LedgerMatch) =>
    BEST_FIRST.indexOf(state) + (match === 'covers' ? 0 : BEST_FIRST.length);
  return found.sort((left, right) => rank(left) - rank(right))[0];
}

/**
 * What of it somebody should look at. Whether it is current is said beside it. What only
 * resembles it allows less than it exempts: the rest of it is in no ledger.
 */
export function alertsOf(
  fact: Pick<ExceptionFact, 'expiresAt'>,
  match: LedgerMatch | undefined,
  sight: { isCurrent: boolean; now: number },
): AppliedExceptionAlert[] {
  const overdue = engineExceptionAlert(
    fact,
    {
      object: { present: true, current: sight.isCurrent },
      results: { count: 0, current: false },
    },
    sight.now,
  );
  const cover = match?.match === 'covers' ? match : undefined;
  const isEnded = cover && !IN_FORCE.includes(cover.state);
  return [
    ...(overdue ? (['overdue'] as const) : []),
    ...(isEnded ? (['ledger-ended'] as const) : []),
    ...(cover ? [] : (['not-in-ledger'] as const)),
  ];
}
