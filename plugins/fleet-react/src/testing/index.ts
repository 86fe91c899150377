/**
 * A world to test pages against, and an API over it.
 *
 * @packageDocumentation
 */
export * from './actions';
export * from './audit';
export * from './builders';
export { companyCompliance } from './compliance';
export { companyComplianceTrend } from './complianceTrend';
export { companyCost, costInTwoCurrencies } from './cost';
export { alert, companyAlerts, type ToldAlerts } from './alerts';
export { companyPodSecurity } from './podSecurity';
export * from './drift';
export { companySkew, skewLine } from './skew';
export { diagnosis } from './diagnosis';
export {
  companyPromotionCost,
  companyReleaseCosts,
  companyRightSizing,
} from './sizing';
export {
  companyApplied,
  companyExceptions,
  ledgerException,
} from './exceptions';
export { allocation, finding } from './policyAndCost';
export { companyStatements, statement } from './statements';
export { companyCostHours } from './costHours';
export { companyPrices } from './prices';
export {
  companyGates,
  companyPlan,
  companyPromoting,
  companyPromotions,
  promotion,
} from './promotions';
export * from './rollouts';
export * from './world';
export * from './FakeFleetApi';
export * from './hostileWorld';
