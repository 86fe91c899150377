import { addCosts, type Costs } from '@fleetview/backstage-plugin-fleet-common';
import { withoutUndefined } from '@fleetview/backstage-plugin-fleet-node';
import type { AllocationRow } from './allocationRow';

/** Parts are rounded to five decimals each. */
const LEAST_DIFFERENCE = 0.001;
const LEAST_PART = 1e-4;

type ReadCosts = { costs: Costs; adjustment?: number; warnings: string[] };

/** A cost that is not known is not known with its adjustment either. */
function adjusted(
  cost: number | undefined,
  adjustment: number | undefined,
): number | undefined {
  return cost === undefined ? undefined : cost + (adjustment ?? 0);
}

function differ(stated: number, sum: number): boolean {
  const tolerance = Math.max(LEAST_DIFFERENCE, Math.abs(stated) * LEAST_PART);
  return Math.abs(stated - sum) > tolerance;
}

/**
 * What a row costs by resource, adjustments included. The total is the tool's own; where
 * its parts make another sum, that is said.
 *
 * @returns nothing where no cost is known
 */
export function readCosts(row: AllocationRow): ReadCosts | undefined {
  const parts: Omit<Costs, 'total'> = withoutUndefined({
    cpu: adjusted(row.cpuCost, row.cpuCostAdjustment),
    gpu: adjusted(row.gpuCost, row.gpuCostAdjustment),
    ram: adjusted(row.ramCost, row.ramCostAdjustment),
    pv: adjusted(row.pvCost, row.pvCostAdjustment),
    network: adjusted(row.networkCost, row.networkCostAdjustment),
    loadBalancer: adjusted(
      row.loadBalancerCost,
      row.loadBalancerCostAdjustment,
    ),
    shared: row.sharedCost,
    external: row.externalCost,
  });
  const known = Object.values(parts);
  if (known.length === 0 && row.totalCost === undefined) return undefined;
  const sum = known.reduce((total, part) => total + part, 0);
  const total = row.totalCost ?? sum;
  const adjustments = [
    row.cpuCostAdjustment,
    row.gpuCostAdjustment,
    row.ramCostAdjustment,
    row.pvCostAdjustment,
    row.networkCostAdjustment,
    row.loadBalancerCostAdjustment,
  ].filter(each => each !== undefined);
  return {
    costs: addCosts([{ ...parts, total }]),
    ...(adjustments.length > 0 && {
      adjustment: adjustments.reduce((all, each) => all + each, 0),
    }),
    warnings:
      known.length > 0 && differ(total, sum)
        ? [
            `the total is ${total.toFixed(5)}, and its parts make ${sum.toFixed(
              5,
            )}`,
          ]
        : [],
  };
}
