import type { Mapped, PollContext } from '@fleetview/backstage-plugin-fleet-node';
import { toAllocation } from '../costs/toAllocation';
import type { CostItem } from './schema';

/** The cost of a workload, a namespace, a label or a cluster over one day. */
export function mapAllocation(item: CostItem, context: PollContext): Mapped {
  return toAllocation(item, context, 'kubecost');
}
