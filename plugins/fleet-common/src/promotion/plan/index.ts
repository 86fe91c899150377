export * from './PromotionPlan';
export { type PlanRequest, planPromotion } from './planPromotion';
export { hashOfPlan } from './hashOfPlan';
