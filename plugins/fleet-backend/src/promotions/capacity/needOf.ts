import type { WorkloadFact } from '@fleetview/backstage-plugin-fleet-common';
import { nameOf, podLookup } from './podGroups';
import { sumPods, type PodSum } from './sumPods';
import type { PodGroup, RoomWorkload } from './types';

/** A workload of what is promoted, as it is now. */
export type PromotedWorkload = Pick<
  WorkloadFact,
  'kind' | 'namespace' | 'name' | 'pod' | 'templateFrom' | 'surge'
>;

/** What a promotion takes more on a cluster while it comes. */
export type Need = {
  all: PodSum;
  byNamespace: ReadonlyMap<string, PodSum>;
  /** Pods that come beside those that run. */
  groups: readonly PodGroup[];
};

/** Nothing of them is rolled out: their next run takes what the last one took. */
const RUNS: readonly string[] = ['Job', 'CronJob'];

/**
 * What the rollout of some workloads takes: the pods that come beside those that run, by
 * what their templates say now. What the new release asks for is not known before it is
 * there.
 */
export function needOf(
  promoted: readonly PromotedWorkload[],
  workloads: readonly RoomWorkload[],
): Need {
  const podOf = podLookup(workloads);
  const groups = new Map<string, PodGroup[]>();
  for (const workload of promoted) {
    if (RUNS.includes(workload.kind)) continue;
    const { namespace, surge } = workload;
    const pod = surge === 0 ? undefined : podOf(workload);
    const own = groups.get(namespace) ?? [];
    own.push({
      workload: nameOf(workload),
      ...(surge === undefined ? {} : { count: surge }),
      ...(pod ? { pod } : {}),
    });
    groups.set(namespace, own);
  }
  const all = [...groups.values()].flat();
  return {
    all: sumPods(all),
    byNamespace: new Map(
      [...groups].map(([namespace, own]) => [namespace, sumPods(own)]),
    ),
    groups: all.filter(({ count }) => count !== 0),
  };
}
