import { amountsOf } from './amountsOf';
import type { PodGroup } from './types';

/** What some pods take together, and of what that is not known. */
export type PodSum = {
  /** At least so much, `pods` among it. */
  amounts: ReadonlyMap<string, number>;
  /** Why it may be more pods. */
  openCount?: string;
  /** Why it may be more of other resources. */
  open?: string;
  /** By resource, a workload of which a container does not say how much of it it takes. */
  unstated: ReadonlyMap<string, string>;
};

/** Adds up what pods take. */
export function sumPods(groups: Iterable<PodGroup>): PodSum {
  const amounts = new Map<string, number>();
  const unstated = new Map<string, string>();
  const add = (resource: string, amount: number) =>
    amounts.set(resource, (amounts.get(resource) ?? 0) + amount);
  let openCount: string | undefined;
  let open: string | undefined;
  for (const { workload, count, pod } of groups) {
    if (count === 0) continue;
    if (count === undefined) {
      openCount ??= `how many pods ${workload} takes is not known`;
      continue;
    }
    add('pods', count);
    if (!pod) {
      open ??= `what a pod of ${workload} takes is not known`;
      continue;
    }
    for (const [resource, amount] of amountsOf(pod)) {
      add(resource, amount * count);
    }
    for (const key of pod.unstated) {
      const resource = key.replace(/^requests\./, '');
      if (!unstated.has(resource)) unstated.set(resource, workload);
    }
  }
  open ??= openCount;
  return {
    amounts,
    unstated,
    ...(openCount ? { openCount } : {}),
    ...(open ? { open } : {}),
  };
}

/** Why it may be more of a resource than is known. */
export function openOf(sum: PodSum, resource: string): string | undefined {
  return resource === 'pods' ? sum.openCount : sum.open;
}
