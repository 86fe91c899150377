import type { FleetPromotion } from '@fleetview/backstage-plugin-fleet-common';
import { StatusMark, useNow } from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { isLookOld, markOf, wordOf } from './promotionStatus';

/** How far a promotion is, as shape, colour and word. */
export function PromotionStateMark(props: {
  promotion: Pick<FleetPromotion, 'state' | 'beganAt'> &
    Partial<Pick<FleetPromotion, 'next' | 'rollback' | 'lookedAt'>>;
  /** Lists do not say when it was looked at. */
  isInList?: boolean;
}) {
  const { promotion, isInList = false } = props;
  const t = useText();
  const now = useNow();
  const word = wordOf(promotion);
  return (
    <StatusMark
      status={{
        key: markOf(word),
        stale: !isInList && isLookOld(promotion, now),
        ...(promotion.lookedAt ? { confirmedAt: promotion.lookedAt } : {}),
      }}
      word={t(`promotions.states.${word}`)}
    />
  );
}
