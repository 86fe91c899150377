import type { AllocationFact } from '../facts';
import type { Costs } from './CostAllocation';

/** @public */
export type Efficiency = NonNullable<AllocationFact['efficiency']>;

type Part = Efficiency['cpu'];

function partOf(used: number | undefined, requested: number | undefined): Part {
  if (requested === undefined) return undefined;
  // Cost tools call this 1 or 0. It is neither: nobody said how much it should be.
  if (requested === 0) return 'no-request';
  return used === undefined ? undefined : used / requested;
}

function totalOf(parts: { part: Part; cost: number | undefined }[]): Part {
  const known = parts.flatMap(({ part, cost }) =>
    // More credits than cost weigh nothing.
    typeof part === 'number' && cost !== undefined && cost > 0
      ? [{ part, cost }]
      : [],
  );
  const cost = known.reduce((sum, each) => sum + each.cost, 0);
  if (cost > 0) {
    return known.reduce((sum, each) => sum + each.part * each.cost, 0) / cost;
  }
  return parts.every(({ part }) => part === 'no-request')
    ? 'no-request'
    : undefined;
}

/**
 * How much of what was requested was used, in parts of it. The total weighs CPU and
 * memory by what they cost, as OpenCost does; what has no request has no part in it.
 *
 * @param usage - in any unit, of both the same
 * @returns nothing where neither is known
 * @public
 */
export function efficiencyOf(
  costs: Pick<Costs, 'cpu' | 'ram'>,
  usage: Pick<
    AllocationFact['usage'],
    'cpuCoresRequested' | 'cpuCoresUsed' | 'ramBytesRequested' | 'ramBytesUsed'
  >,
): Efficiency | undefined {
  const cpu = partOf(usage.cpuCoresUsed, usage.cpuCoresRequested);
  const ram = partOf(usage.ramBytesUsed, usage.ramBytesRequested);
  const total = totalOf([
    { part: cpu, cost: costs.cpu },
    { part: ram, cost: costs.ram },
  ]);
  if (cpu === undefined && ram === undefined) return undefined;
  return {
    ...(cpu === undefined ? {} : { cpu }),
    ...(ram === undefined ? {} : { ram }),
    ...(total === undefined ? {} : { total }),
  };
}
