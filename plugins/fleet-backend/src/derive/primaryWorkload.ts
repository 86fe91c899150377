import type { WorkloadFact } from '@fleetview/backstage-plugin-fleet-common';

/** The workload that gives an instance its version: the one that is called like the component, else the first by name. */
export function primaryWorkload<T extends { fact: WorkloadFact }>(
  entityRef: string,
  workloads: readonly T[],
): T | undefined {
  const name = entityRef.split('/').pop();
  return (
    firstByName(workloads.filter(({ fact }) => fact.name === name)) ??
    firstByName(workloads)
  );
}

function firstByName<T extends { fact: WorkloadFact }>(
  workloads: readonly T[],
): T | undefined {
  let first: T | undefined;
  let before = '';
  for (const workload of workloads) {
    const { name, kind } = workload.fact;
    const key = `${name}/${kind}`;
    if (first && key >= before) continue;
    first = workload;
    before = key;
  }
  return first;
}
