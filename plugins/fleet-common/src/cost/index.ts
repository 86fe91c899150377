export {
  type CostAllocation,
  type CostResource,
  type Costs,
} from './CostAllocation';
export { type CostProperty } from './costProperty';
export * from './addCosts';
export * from './efficiencyOf';
export * from './aggregateAllocations';
