import { canonicalText } from '../../drift/values/canonicalText';
import { personOf } from '../approvals/personOf';
import type { GateOverride } from '../gates';
import { hasEnded, refused, taken } from './changed';
import type { Promotion } from './Promotion';
import type { EventOf, PromotionTransition } from './PromotionEvent';

function textOf({
  gate,
  wave,
  planHash,
  commit,
  by,
  at,
  reason,
  seen,
}: GateOverride): string {
  return canonicalText([
    gate,
    wave,
    planHash,
    commit,
    personOf(by),
    at,
    reason,
    [...seen].sort(),
  ]);
}

/** Keeps an override. Whether it counts is judged with the gates. */
export function override(
  promotion: Promotion,
  { at, override: given }: EventOf<'overridden'>,
): PromotionTransition {
  if (hasEnded(promotion)) return refused(promotion, 'it has ended');
  if (personOf(given.by) === '') return refused(promotion, 'nobody is named');
  if (given.reason.trim() === '') return refused(promotion, 'without a reason');
  if (!(given.at <= at)) return refused(promotion, 'it is of a time to come');
  if (promotion.overrides.some(each => textOf(each) === textOf(given))) {
    return refused(promotion, 'it is known');
  }
  return taken({ ...promotion, overrides: [...promotion.overrides, given] });
}
