import type { CapacityFact } from '@fleetview/backstage-plugin-fleet-common';
import { requestsOf } from './amountsOf';
import { amountOn, type NodesByUse } from './roomOnNodes';
import type { PodGroup, RoomNode } from './types';

type NodeFit = NonNullable<CapacityFact['nodes']>[number];

/**
 * Whether a node is large enough for one pod of each workload, if nothing else were on it:
 * the sum of what is free may lie in parts that are too small for any.
 */
export function fitsNode(
  groups: readonly PodGroup[],
  nodes: NodesByUse,
  unknownNodes: string | undefined,
): NodeFit[] {
  return groups.flatMap(({ workload, pod }): NodeFit[] => {
    if (!pod) return [];
    if (unknownNodes) return [{ workload, because: unknownNodes }];
    const wanted = [...requestsOf(pod), ['pods', 1] as const];
    const isSure = (node: RoomNode) =>
      wanted.every(([resource, amount]) => {
        const has = amountOn(node, resource);
        return has !== undefined && has >= amount;
      });
    const mayBe = (node: RoomNode) =>
      wanted.every(
        ([resource, amount]) =>
          (amountOn(node, resource) ?? Infinity) >= amount,
      );
    if (nodes.open.some(isSure)) return [{ workload, isLargeEnough: true }];
    if (!nodes.usable.some(mayBe)) return [{ workload, isLargeEnough: false }];
    return [
      {
        workload,
        because:
          'of the nodes that are, it is not known whether a taint keeps it off, or how much they have',
      },
    ];
  });
}
