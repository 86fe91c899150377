import type { WorkloadFact } from '@fleetview/backstage-plugin-fleet-common';

/** The workload that gives an instance its version: the one that is called like the component, else the first by name. */
export function primaryWorkload<T extends { fact: WorkloadFact }>(
  entityRef: string,
  workloads: readonly T[],
): T | undefined {
  const name = entityRef.split('/').pop();
  const sorted = [...workloads].sort((a, b) =>
    `${a.fact.name}/${a.fact.kind}` < `${b.fact.name}/${b.fact.kind}` ? -1 : 1,
  );
  return sorted.find(({ fact }) => fact.name === name) ?? sorted[0];
}
