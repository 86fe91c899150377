import type { Mapped, PollContext } from '@fleetview/backstage-plugin-fleet-node';
import { toAllocation } from '../costs/toAllocation';
import type { CostItem } from './schema';

/** The cost of a workload, a namespace or a cluster over one day, from its requests, use and prices. */
export function mapAllocation(item: CostItem, context: PollContext): Mapped {
  return toAllocation(item, context, 'prometheus');
}
