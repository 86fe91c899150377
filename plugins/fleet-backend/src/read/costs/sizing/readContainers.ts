import type { WorkloadFact } from '@fleetview/backstage-plugin-fleet-common';
import type { ReadContext, Row } from '../../types';
import { visibleOf } from '../../visible';

type Workload = {
  clusterId: string;
  namespace: string;
  kind: string;
  name: string;
};

const AT_ONCE = 300;

/** A key of what `readContainers` answers. */
export function containerKey(workload: Workload): string {
  const { clusterId, namespace, kind, name } = workload;
  return JSON.stringify([clusterId, namespace, kind, name]);
}

/** The containers of workloads that run now and that the reader may see. */
export async function readContainers(
  context: ReadContext,
  workloads: readonly Workload[],
): Promise<Map<string, string[]>> {
  const containers = new Map<string, string[]>();
  const wanted = new Set(workloads.map(containerKey));
  const names = [...new Set(workloads.map(({ name }) => name))];
  const clusterIds = [...new Set(workloads.map(each => each.clusterId))];
  for (let start = 0; start < names.length; start += AT_ONCE) {
    const rows: Row[] = await visibleOf(
      context,
      context
        .knex('workload')
        .whereIn('workload.subject', clusterIds)
        .whereIn('workload.name', names.slice(start, start + AT_ONCE)),
      'workload',
    )
      .whereNull('workload.unreadable')
      .select('workload.subject', 'workload.data');
    for (const { subject, data } of rows) {
      const fact: WorkloadFact = JSON.parse(data);
      const key = containerKey({ ...fact, clusterId: subject });
      if (!wanted.has(key)) continue;
      containers.set(key, [
        ...new Set(fact.images.map(({ container }) => container)),
      ]);
    }
  }
  return containers;
}
