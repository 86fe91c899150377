export {
  type CostAllocation,
  type CostResource,
  type Costs,
} from './CostAllocation';
export { type CostProperty } from './costProperty';
export * from './addCosts';
export * from './efficiencyOf';
export * from './aggregateAllocations';
export * from './series';
export * from './forecast';
export * from './anomalies';
export * from './budgets';
export * from './rightSizing';
export * from './release';
export * from './prices';
