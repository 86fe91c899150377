import type { StandingApprovals } from '../approvals';
import type { Gate } from './Gate';
import { type Judged, makeGate } from './makeGate';

/**
 * Whether enough people have approved of the plan as it is. Nobody overrides that.
 *
 * @param approvals - see {@link standingApprovals}
 * @public
 */
export function approvalGate({
  needed,
  standing,
  isEnough,
  since,
}: StandingApprovals): Gate {
  const judged = (): Judged => {
    if (needed === 0) {
      return {
        key: 'none',
        status: 'not-applicable',
        text: 'nobody has to approve',
      };
    }
    return {
      key: 'approvals',
      status: isEnough ? 'passed' : 'waiting',
      text: `${standing.length} of ${needed} have approved`,
      ...(isEnough && since !== undefined && { since }),
    };
  };
  const gate = makeGate('approval', [judged()], {
    unit: 'people',
    overridable: false,
  });
  return {
    ...gate,
    evidence: [
      ...gate.evidence,
      ...standing.map(({ by, at }) => ({
        key: `approved ${by}`,
        status: gate.status,
        text: `${by} has approved`,
        confirmedAt: at,
      })),
    ],
  };
}
