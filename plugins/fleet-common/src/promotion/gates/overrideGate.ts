import { personOf } from '../approvals/personOf';
import type { PlanBinding } from '../plan';
import { compareText } from '../text/compareText';
import type { Gate, GateOverride } from './Gate';

/**
 * Keys of the evidence that holds a gate up: what somebody who overrides it has to have seen.
 *
 * @public
 */
export function heldUpBy({ status, evidence }: Gate): string[] {
  if (status === 'passed' || status === 'not-applicable') return [];
  return evidence
    .filter(each => !['passed', 'not-applicable'].includes(each.status))
    .map(({ key }) => key)
    .sort(compareText);
}

function hasSeen(seen: readonly string[], holding: readonly string[]): boolean {
  const known = new Set(seen);
  return holding.every(key => known.has(key));
}

/**
 * A gate with the newest override that is of it: of this plan and commit and of this wave,
 * by somebody, with a reason, given before now, and given by who had seen all that holds it
 * up now. Where it is not overridable, or holds, it stays as it is.
 *
 * @param of - what is being judged, at which time
 * @public
 */
export function overrideGate(
  gate: Gate,
  overrides: readonly GateOverride[],
  of: PlanBinding & { wave: string; at: number },
): Gate {
  const { overriddenBy: _, ...plain } = gate;
  if (!gate.overridable) return plain;
  const holding = heldUpBy(gate);
  const [newest] = overrides
    .filter(
      ({ gate: kind, wave, planHash, commit, by, at, reason, seen }) =>
        kind === gate.kind &&
        wave === of.wave &&
        planHash === of.planHash &&
        commit === of.commit &&
        personOf(by) !== '' &&
        reason.trim() !== '' &&
        at <= of.at &&
        hasSeen(seen, holding),
    )
    .sort((left, right) => right.at - left.at);
  return newest ? { ...plain, overriddenBy: newest } : plain;
}
