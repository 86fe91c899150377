import type { PolicyFact } from '../../facts';
import type { ComplianceUnit } from './complianceUnit';

/**
 * What an engine that lists only what breaks a policy, and of that only a part, says of
 * all the others: Gatekeeper lists 20 of N, and N count. One that found nothing that
 * breaks it has kept it once, as it does not say how many it looked at.
 *
 * @param about - the policy on the cluster, and what both can be looked at by
 * @param violations - as its engine counted them; nothing where it has not
 * @param listed - how many of them are units of their own already
 * @returns nothing where nothing was counted, or all are listed
 * @public
 */
export function unitOfViolations(
  about: Omit<
    ComplianceUnit,
    'resource' | 'result' | 'count' | 'unlisted' | 'firstFailedAt'
  >,
  violations: PolicyFact['violations'],
  listed: number,
): ComplianceUnit | undefined {
  if (!violations) return undefined;
  const rest = violations.total - listed;
  if (rest > 0)
    return { ...about, result: 'fail', count: rest, unlisted: true };
  if (violations.total > 0 || listed > 0) return undefined;
  return { ...about, result: about.stale ? 'not-evaluated' : 'pass' };
}
