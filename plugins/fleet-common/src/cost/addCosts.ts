import { COST_RESOURCES, type Costs } from './CostAllocation';

/**
 * Adds up costs by resource. What no summand knows is not known of the sum either; what
 * some know is the sum of what they know.
 *
 * @public
 */
export function addCosts(summands: Iterable<Costs>): Costs {
  const sum: Costs = { total: 0 };
  for (const costs of summands) {
    sum.total += costs.total;
    for (const resource of COST_RESOURCES) {
      const cost = costs[resource];
      if (cost !== undefined) sum[resource] = (sum[resource] ?? 0) + cost;
    }
  }
  return sum;
}
