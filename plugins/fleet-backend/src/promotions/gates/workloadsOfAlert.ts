import type { AlertFact } from '@fleetview/backstage-plugin-fleet-common';

/** A workload as alerts name it. */
export type NamedWorkload = { kind: string; name: string };

/**
 * Which workloads of its namespace an alert names, as far as they are known. A pod is called
 * as its workload is, with something after that: of several that it may be of, it is of the
 * one with the longest name.
 */
export function workloadsOfAlert<T extends NamedWorkload>(
  { workload, pod }: Pick<AlertFact, 'workload' | 'pod'>,
  workloads: readonly T[],
): T[] {
  if (workload) {
    return workloads.filter(
      ({ kind, name }) => kind === workload.kind && name === workload.name,
    );
  }
  if (pod === undefined) return [];
  const fitting = workloads.filter(({ name }) => pod.startsWith(`${name}-`));
  const longest = Math.max(0, ...fitting.map(({ name }) => name.length));
  return fitting.filter(({ name }) => name.length === longest);
}
