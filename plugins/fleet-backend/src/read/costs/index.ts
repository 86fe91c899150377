export { getCost } from './getCost';
export { getPromotionCost } from './releases/getPromotionCost';
export { getReleaseCosts } from './releases/getReleaseCosts';
export { getRightSizing } from './sizing/getRightSizing';
export { getCostHours } from './getCostHours';
