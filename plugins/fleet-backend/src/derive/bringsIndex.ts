import type { WorkloadFact } from '@fleetview/backstage-plugin-fleet-common';
import { labelPlace, placingLabel } from '../store/placesOf';
import type { StoredDelivery } from './stored';

/** Finds the deliveries that bring a workload. */
export type BringsIndex = {
  bringersOf(workload: WorkloadFact): StoredDelivery[];
};

/** Indexes what deliveries bring, by name and by the labels that their engine sets. */
export function bringsIndex(deliveries: StoredDelivery[]): BringsIndex {
  const byName = new Map<string, StoredDelivery[]>();
  const byLabel = new Map<
    string,
    { labels: [string, string][]; delivery: StoredDelivery }[]
  >();
  const keys = new Set<string>();
  for (const delivery of deliveries) {
    const { brings } = delivery.fact;
    for (const { kind, namespace, name } of brings.resources) {
      push(byName, `${kind}/${namespace ?? ''}/${name}`, delivery);
    }
    const label = placingLabel(delivery.fact);
    if (label) {
      keys.add(label[0]);
      push(byLabel, labelPlace(...label), {
        labels: Object.entries(brings.labels ?? {}),
        delivery,
      });
    }
  }
  return {
    bringersOf({ kind, namespace, name, labels: own }) {
      const found = new Set(byName.get(`${kind}/${namespace}/${name}`) ?? []);
      for (const key of keys) {
        if (!Object.hasOwn(own, key)) continue;
        for (const { labels, delivery } of byLabel.get(
          labelPlace(key, own[key]),
        ) ?? []) {
          if (labels.every(([each, value]) => own[each] === value)) {
            found.add(delivery);
          }
        }
      }
      return [...found];
    },
  };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
