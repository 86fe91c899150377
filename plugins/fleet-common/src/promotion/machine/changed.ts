import type { Promotion, PromotionState, WaveAttempt } from './Promotion';
import { ENDED_PROMOTION_STATES } from './Promotion';
import type { PromotionTransition } from './PromotionEvent';

export function taken(promotion: Promotion): PromotionTransition {
  return { isTaken: true, promotion };
}

export function refused(
  promotion: Promotion,
  because: string,
): PromotionTransition {
  return { isTaken: false, promotion, because };
}

/** Whether nothing goes on any more. */
export function hasEnded({ state }: Pick<Promotion, 'state'>): boolean {
  return ENDED_PROMOTION_STATES.includes(state);
}

/** The wave that is on its way: the first that is not done. Of what has ended, none. */
export function attemptUnderWay(promotion: Promotion): WaveAttempt | undefined {
  if (hasEnded(promotion)) return undefined;
  return promotion.attempts.find(({ state }) => state !== 'done');
}

/** A promotion with another row for one of its waves. */
export function withAttempt(
  promotion: Promotion,
  attempt: WaveAttempt,
): Promotion {
  return {
    ...promotion,
    attempts: promotion.attempts.map(each =>
      each.wave === attempt.wave ? attempt : each,
    ),
  };
}

/** A promotion of which the wave under way, and so all of it, comes to a state. */
export function comesTo(
  promotion: Promotion,
  attempt: WaveAttempt,
  state: PromotionState,
  at: number,
): Promotion {
  const now = (known: { state?: PromotionState; since?: number }) =>
    known.state === state ? {} : { state, since: at };
  return {
    ...withAttempt(promotion, { ...attempt, ...now(attempt) }),
    ...now(promotion),
  };
}

/** A promotion that has ended, with the wave that was under way. */
export function ended(
  promotion: Promotion,
  state: PromotionState,
  at: number,
  because: string,
): Promotion {
  const attempt = attemptUnderWay(promotion);
  const last = attempt ? comesTo(promotion, attempt, state, at) : promotion;
  return { ...last, state, since: at, because };
}
