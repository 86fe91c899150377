import type { Mapped, PollContext } from '@fleetview/backstage-plugin-fleet-node';
import { toAllocation } from '../costs/toAllocation';
import type { CostItem } from './schema';

/** What an item of a cloud bill cost on one day. It is of no cluster. */
export function mapCloudCost(item: CostItem, context: PollContext): Mapped {
  return toAllocation(item, context, 'opencost');
}
