import {
  capacityStatusOf,
  type CapacityFact,
  type CapacityResource,
} from '@fleetview/backstage-plugin-fleet-common';
import { fitsNode } from './fitsNode';
import { needOf, type PromotedWorkload } from './needOf';
import { runningPods } from './podGroups';
import { MILLI, roomInQuota } from './roomInQuotas';
import { nodesByUse, roomOnNodes } from './roomOnNodes';
import { openOf, sumPods } from './sumPods';
import type { ClusterRoom } from './types';

/** What is told of in any case. */
const ALWAYS = ['cpu', 'memory', 'pods'];
const NODES = 'nodes';
const WORST_FIRST = ['failed', 'unknown', 'passed'];

/**
 * Whether a cluster has room for the rollout of some workloads. What is free is told by what
 * is stored: what nodes leave, or a quota if that is less.
 */
export function capacityOf(
  promoted: readonly PromotedWorkload[],
  { nodes, workloads, quotas, coverage }: ClusterRoom,
): CapacityFact {
  const need = needOf(promoted, workloads);
  const byUse = nodesByUse(nodes);
  const running = sumPods(runningPods(workloads, { nodes: nodes.length }));
  const { unknownNodes, unknownWorkloads, unknownQuotas } = coverage;
  const unknown = unknownNodes ?? unknownWorkloads;
  const found = new Map<string, CapacityResource>();
  const take = (resource: CapacityResource) => {
    const before = found.get(resource.resource);
    if (!before || isWorse(resource, before)) {
      found.set(resource.resource, resource);
    }
  };

  const wanted = [...need.all.amounts.keys()].filter(
    resource => !resource.startsWith('limits.'),
  );
  for (const resource of new Set([...ALWAYS, ...wanted])) {
    const openNeed = openOf(need.all, resource);
    if (openNeed) {
      take({ resource, by: NODES, because: openNeed });
      continue;
    }
    const unstated = need.all.unstated.get(resource);
    take({
      resource,
      needed: need.all.amounts.get(resource) ?? 0,
      by: NODES,
      // As the scheduler counts it.
      ...(unstated
        ? {
            note: `a container of ${unstated} does not say how much, which counts as none`,
          }
        : {}),
      ...(unknown
        ? { because: unknown }
        : roomOnNodes(byUse, resource, running)),
    });
  }

  for (const [namespace, own] of need.byNamespace) {
    // Without knowing what is used nothing is known of what quotas leave, which is told above.
    if (unknownWorkloads) break;
    for (const [resource, needed] of unknownQuotas ? own.amounts : []) {
      if (resource.startsWith('limits.')) continue;
      take({ resource, needed, by: 'quotas', because: unknownQuotas });
    }
    const here = quotas.filter(quota => quota.namespace === namespace);
    if (here.length === 0) continue;
    const used = sumPods(
      runningPods(workloads, { nodes: nodes.length, namespace }),
    );
    for (const quota of here) {
      for (const limit of roomInQuota(quota, own, used)) take(limit);
    }
  }

  return {
    resources: [...found.values()].map(inWholeUnits),
    nodes: fitsNode(need.groups, byUse, unknownNodes),
  };
}

/** What is known to be too little comes first, then what is not known, then what leaves less. */
function isWorse(one: CapacityResource, other: CapacityResource): boolean {
  const [first, second] = [one, other].map(each =>
    WORST_FIRST.indexOf(capacityStatusOf(each)),
  );
  return first === second ? leftOf(one) < leftOf(other) : first < second;
}

function leftOf({ needed = 0, free, freeAtMost }: CapacityResource): number {
  return (free ?? freeAtMost ?? Infinity) - needed;
}

function inWholeUnits(resource: CapacityResource): CapacityResource {
  if (!MILLI.has(resource.resource)) return resource;
  const { needed, free, freeAtMost } = resource;
  return {
    ...resource,
    ...(needed === undefined ? {} : { needed: needed / 1_000 }),
    ...(free === undefined ? {} : { free: free / 1_000 }),
    ...(freeAtMost === undefined ? {} : { freeAtMost: freeAtMost / 1_000 }),
  };
}
