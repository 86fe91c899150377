import { standingApprovals } from '../approvals';
import { approvalGate, type Gate, opens, overrideGate } from '../gates';
import { attemptUnderWay, comesTo, refused, taken } from './changed';
import type { Promotion } from './Promotion';
import type { EventOf, PromotionTransition } from './PromotionEvent';
import { isOfPlan, stateBeforeMove } from './stateBeforeMove';

/**
 * The gates as they count: with what approvals and overrides the promotion itself has,
 * whatever those that were handed in say.
 */
function gatesThatCount(
  promotion: Promotion,
  { gates, wave, at }: EventOf<'gates-judged'>,
): Gate[] {
  const { binding, approvals, approvalsNeeded, authors, overrides } = promotion;
  const approval = approvalGate(
    standingApprovals({
      binding,
      approvals,
      needed: approvalsNeeded,
      authors,
      at,
    }),
  );
  return [
    ...gates
      .filter(({ kind }) => kind !== 'approval')
      .map(gate => overrideGate(gate, overrides, { ...binding, wave, at })),
    approval,
  ];
}

/** Takes how gates are now, while nothing of the wave is known to be merged. */
export function judgeGates(
  promotion: Promotion,
  event: EventOf<'gates-judged'>,
): PromotionTransition {
  const { wave, at } = event;
  const attempt = attemptUnderWay(promotion);
  if (attempt?.wave !== wave) return refused(promotion, 'another wave is on');
  if (!isOfPlan(event, promotion.binding)) {
    return refused(promotion, 'the gates are of another plan');
  }
  if (attempt.movingSince !== undefined) {
    return refused(promotion, 'the wave moves already');
  }
  if (at <= (attempt.judged?.at ?? promotion.plannedAt)) {
    return refused(promotion, 'gates were judged later than that');
  }
  const { mayGoOn, heldUpBy, next } = opens(
    gatesThatCount(promotion, event),
    promotion.requiredGates,
  );
  const judged = {
    ...attempt,
    judged: { at, mayGoOn, ...(heldUpBy && { heldUpBy: heldUpBy.kind }), next },
  };
  const state = stateBeforeMove(judged, promotion.binding);
  return taken(
    comesTo(
      promotion,
      { ...judged, ...(state === 'applying' && { movingSince: at }) },
      state,
      at,
    ),
  );
}
