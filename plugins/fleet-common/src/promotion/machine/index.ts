export * from './Promotion';
export {
  type PromotionEvent,
  type TargetSight,
  type PromotionTransition,
} from './PromotionEvent';
export * from './createPromotion';
export { promotionKey } from './promotionKey';
export { runsOnTarget } from './runsOnTarget';
export { transitionPromotion } from './transitionPromotion';
