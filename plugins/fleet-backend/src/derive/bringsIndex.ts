import type { WorkloadFact } from '@fleetview/backstage-plugin-fleet-common';
import { boundedNamespace } from '../store/touchedNamespaces';
import type { StoredDelivery } from './stored';

/** Finds the deliveries that bring a workload, and where a delivery is at home. */
export type BringsIndex = {
  bringersOf(workload: WorkloadFact): StoredDelivery[];
  homeOf(delivery: StoredDelivery): string;
};

/** Indexes what deliveries bring, by name and by the labels that their engine sets. */
export function bringsIndex(deliveries: StoredDelivery[]): BringsIndex {
  const byName = new Map<string, StoredDelivery[]>();
  const byLabels: { labels: [string, string][]; delivery: StoredDelivery }[] =
    [];
  for (const delivery of deliveries) {
    const { brings } = delivery.fact;
    for (const { kind, namespace, name } of brings.resources) {
      const key = `${kind}/${namespace ?? ''}/${name}`;
      const list = byName.get(key);
      if (list) list.push(delivery);
      else byName.set(key, [delivery]);
    }
    const labels = Object.entries(brings.labels ?? {});
    if (labels.length > 0) byLabels.push({ labels, delivery });
  }
  return {
    bringersOf(workload) {
      const found = new Set(
        byName.get(`${workload.kind}/${workload.namespace}/${workload.name}`) ??
          [],
      );
      for (const { labels, delivery } of byLabels) {
        if (labels.every(([key, value]) => workload.labels[key] === value)) {
          found.add(delivery);
        }
      }
      return [...found];
    },
    homeOf({ fact }) {
      if (fact.targetNamespace) return boundedNamespace(fact.targetNamespace);
      const namespaces = new Map<string, number>();
      for (const { namespace } of fact.brings.resources) {
        if (namespace) {
          namespaces.set(namespace, (namespaces.get(namespace) ?? 0) + 1);
        }
      }
      const [most] = [...namespaces].sort(
        (a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1),
      );
      return boundedNamespace(most?.[0] ?? fact.namespace ?? '');
    },
  };
}
