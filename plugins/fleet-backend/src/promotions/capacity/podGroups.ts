import type { PodDemand } from '@fleetview/backstage-plugin-fleet-common';
import type { PodGroup, RoomWorkload } from './types';

/** What a workload is called in evidence. */
export function nameOf(
  workload: Pick<RoomWorkload, 'kind' | 'namespace' | 'name'>,
): string {
  return `${workload.kind} ${workload.namespace}/${workload.name}`;
}

/** Finds what a pod of a workload takes; of one that runs another's template, what that one's does. */
export function podLookup(
  workloads: readonly RoomWorkload[],
): (
  workload: Pick<RoomWorkload, 'namespace' | 'pod' | 'templateFrom'>,
) => PodDemand | undefined {
  const byName = new Map(workloads.map(each => [nameOf(each), each]));
  return ({ namespace, pod, templateFrom }) =>
    pod ??
    (templateFrom && byName.get(nameOf({ ...templateFrom, namespace }))?.pod);
}

/**
 * The pods that run on a cluster or in one of its namespaces, or that are to: the more of
 * both. Those of no workload are not among them.
 */
export function runningPods(
  workloads: readonly RoomWorkload[],
  { nodes, namespace }: { nodes: number; namespace?: string },
): PodGroup[] {
  const podOf = podLookup(workloads);
  const own =
    namespace === undefined
      ? workloads
      : workloads.filter(each => each.namespace === namespace);
  return own.map(workload => {
    const count = countOf(workload, nodes);
    const pod = count === 0 ? undefined : podOf(workload);
    return {
      workload: nameOf(workload),
      ...(count === undefined ? {} : { count }),
      ...(pod ? { pod } : {}),
    };
  });
}

function countOf(
  { kind, replicas, active }: RoomWorkload,
  nodes: number,
): number | undefined {
  // Its runs are Jobs, and counted as such.
  if (kind === 'CronJob') return 0;
  if (kind === 'Job') return active;
  const { desired, current } = replicas;
  const count = Math.max(desired ?? -1, current ?? -1);
  if (count >= 0) return count;
  // Before a controller has counted them it may be one on each node.
  return kind === 'DaemonSet' ? nodes : undefined;
}
