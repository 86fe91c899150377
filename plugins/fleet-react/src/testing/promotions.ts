import type {
  FleetPromotion,
  Pipeline,
  PromotionPlanAnswer,
  PromotionSummary,
} from '@fleetview/backstage-plugin-fleet-common';
import { NOW } from './builders';

/** What a fake knows of promotions. */
export type Promoting = {
  pipeline: Pipeline;
  plan?: PromotionPlanAnswer;
  promotions: FleetPromotion[];
};

/** No stage is configured. */
export function notPromoting(): Promoting {
  return {
    pipeline: {
      asOf: new Date(NOW).toISOString(),
      component: 'component:default/cart',
      configured: false,
      stages: [],
      moves: [],
      unplaced: [],
      ambiguous: [],
      problems: [],
    },
    promotions: [],
  };
}

/** A promotion as lists have it. */
export function summaryOf(promotion: FleetPromotion): PromotionSummary {
  const { id, component, from, to, state, since, beganAt, requestedBy } =
    promotion;
  return {
    id,
    component,
    from,
    to,
    release: promotion.release.id,
    state,
    since,
    beganAt,
    requestedBy,
    clusters: promotion.items.length,
  };
}
