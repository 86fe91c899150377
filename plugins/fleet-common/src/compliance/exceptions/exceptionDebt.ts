import {
  type ComplianceSettings,
  DEFAULT_COMPLIANCE_SETTINGS,
} from '../settings';
import { approvedSince } from './approvals';
import { exceptionStateOf } from './exceptionStateOf';
import type { LedgerException } from './LedgerException';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * What is put off by exceptions that are in force.
 *
 * @public
 */
export type ExceptionDebt = {
  /** How many are in force, and how many of them follow another one. */
  inForce: number;
  renewals: number;
  /** The sum of their weights, by severity. */
  weight: number;
  /**
   * The sum of weight × days since what each waives was first waived, exceptions that it
   * follows included: it grows every day, and to renew does not begin it anew.
   */
  weightDays: number;
};

/** Since when what an exception waives is waived, by it or those that it follows. */
function waivedSince(
  exception: LedgerException,
  since: number,
  byId: ReadonlyMap<string, LedgerException>,
  at: number,
  settings: Pick<ComplianceSettings, 'exceptions'>,
): number {
  let first = since;
  // Whoever writes a ledger could make a ring of it.
  const seen = new Set([exception.id]);
  let previous = byId.get(exception.renews ?? '');
  while (previous && !seen.has(previous.id)) {
    seen.add(previous.id);
    const approved = approvedSince(previous, at, settings);
    // One that was never in force has put off nothing; those before it may have.
    if (approved !== undefined) {
      first = Math.min(
        first,
        Math.max(approved, previous.startsAt ?? approved),
      );
    }
    previous = byId.get(previous.renews ?? '');
  }
  return first;
}

/**
 * The debt of a ledger: Σ weight × days over exceptions that are in force, from when
 * what they waive was first waived. An exception weighs as much as one unit of its
 * severity, however many resources it exempts: of how many it takes from a score, the
 * score tells.
 *
 * @param at - milliseconds since 1970
 * @public
 */
export function exceptionDebt(
  exceptions: readonly LedgerException[],
  at: number,
  settings: Pick<
    ComplianceSettings,
    'weights' | 'exceptions'
  > = DEFAULT_COMPLIANCE_SETTINGS,
): ExceptionDebt {
  const byId = new Map(exceptions.map(each => [each.id, each]));
  const debt = { inForce: 0, renewals: 0, weight: 0, weightDays: 0 };
  for (const exception of exceptions) {
    const { inForceSince } = exceptionStateOf(exception, at, settings);
    if (inForceSince === undefined) continue;
    const weight = settings.weights[exception.severity];
    const since = waivedSince(exception, inForceSince, byId, at, settings);
    debt.inForce += 1;
    if (exception.renews !== undefined) debt.renewals += 1;
    debt.weight += weight;
    debt.weightDays += (weight * (at - since)) / DAY_MS;
  }
  return debt;
}
