import type { CapacityResource } from '@fleetview/backstage-plugin-fleet-common';
import { openOf, type PodSum } from './sumPods';
import type { RoomNode } from './types';

/** Nodes by whether pods may be put on them. */
export type NodesByUse = {
  all: readonly RoomNode[];
  /** Ready and schedulable. */
  usable: readonly RoomNode[];
  /** Those of them that are open to any pod: no taint keeps it off. */
  open: readonly RoomNode[];
};

export function nodesByUse(all: readonly RoomNode[]): NodesByUse {
  const usable = all.filter(
    ({ health, unschedulable }) => health === 'healthy' && !unschedulable,
  );
  return {
    all,
    usable,
    // Of what was read before taints were, nobody knows whether it has any.
    open: usable.filter(({ tainted }) => tainted === false),
  };
}

/** How much of a resource pods may take of a node; nothing where that is not known. */
export function amountOn(
  { allocatable }: RoomNode,
  resource: string,
): number | undefined {
  switch (resource) {
    case 'cpu':
      return allocatable.cpuMillicores;
    case 'memory':
      return allocatable.memoryBytes;
    case 'pods':
      return allocatable.pods;
    default:
      return (
        allocatable.others &&
        (allocatable.others.find(other => other.resource === resource)
          ?.amount ??
          0)
      );
  }
}

function sumOn(
  nodes: readonly RoomNode[],
  resource: string,
): { known: number; isWhole: boolean } {
  let known = 0;
  let isWhole = true;
  for (const node of nodes) {
    const amount = amountOn(node, resource);
    if (amount === undefined) isWhole = false;
    else known += amount;
  }
  return { known, isWhole };
}

/**
 * What nodes leave of a resource. Sure is what is left where all that runs is on nodes that
 * are open to any pod; at most there is what is left where as much as may be is on others.
 */
export function roomOnNodes(
  nodes: NodesByUse,
  resource: string,
  running: PodSum,
): Pick<CapacityResource, 'free' | 'freeAtMost' | 'because'> {
  const taken = running.amounts.get(resource) ?? 0;
  const usable = sumOn(nodes.usable, resource);
  const all = sumOn(nodes.all, resource);
  const freeAtMost =
    usable.isWhole && all.isWhole
      ? Math.max(0, Math.min(usable.known, all.known - taken))
      : Infinity;
  const open = openOf(running, resource);
  if (open) return { freeAtMost, because: open };
  const free = Math.max(0, sumOn(nodes.open, resource).known - taken);
  return free < freeAtMost
    ? { free, freeAtMost, because: whyNotSure(nodes) }
    : { free };
}

function whyNotSure({ all, usable, open }: NodesByUse): string {
  const tainted = usable.length - open.length;
  if (tainted > 0) {
    return `whether it tolerates the taints of ${
      tainted === 1 ? '1 node' : `${tainted} nodes`
    } is not read`;
  }
  return all.length > usable.length
    ? 'what runs may be on nodes that are not ready or not schedulable'
    : 'not all nodes say how much they have';
}
