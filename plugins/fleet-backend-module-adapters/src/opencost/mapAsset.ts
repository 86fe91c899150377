import type { Mapped, PollContext } from '@fleetview/backstage-plugin-fleet-node';
import { toAllocation } from '../costs/toAllocation';
import type { CostItem } from './schema';

/** What a node, a disk or a load balancer cost on one day. */
export function mapAsset(item: CostItem, context: PollContext): Mapped {
  return toAllocation(item, context, 'opencost');
}
