import type { DeliveryFact } from '@fleetview/backstage-plugin-fleet-common';
import { boundedNamespace } from './touchedNamespaces';

/**
 * The namespace that a delivery is counted in: its target, else the one that most
 * of what it brings is in, else its own.
 */
export function homeOf(fact: DeliveryFact): string {
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
}
