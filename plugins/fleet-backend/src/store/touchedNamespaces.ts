import type { Fact } from '@fleetview/backstage-plugin-fleet-common';

/** Stands for the cluster alone: its nodes, attributes and totals. */
export const CLUSTER_ALONE = '';

/** Stands for every namespace of a cluster. */
export const EVERY_NAMESPACE = '*';

/** No cluster has longer ones; a bound for one that makes them up. */
const LONGEST_NAMESPACE = 253;

/** A namespace as it stands in keys and columns. */
export function boundedNamespace(namespace: string): string {
  return namespace.slice(0, LONGEST_NAMESPACE);
}

/** The namespaces of its subject of which a fact changes what is derived. */
export function touchedNamespaces(fact: Fact): string[] {
  switch (fact.type) {
    case 'workload':
      return [boundedNamespace(fact.namespace)];
    case 'namespace':
      return [boundedNamespace(fact.name)];
    case 'delivery': {
      const namespaces = new Set<string>();
      for (const resource of fact.brings.resources) {
        if (resource.namespace) {
          namespaces.add(boundedNamespace(resource.namespace));
        }
      }
      if (fact.targetNamespace) {
        namespaces.add(boundedNamespace(fact.targetNamespace));
      }
      // Without either, it may bring something to any of them by its labels.
      if (namespaces.size === 0 || fact.brings.labels) {
        return [EVERY_NAMESPACE];
      }
      return [...namespaces];
    }
    case 'running':
    case 'difference':
      // It is asked for where it is needed, and nothing of what runs follows from it.
      return [];
    default:
      return [CLUSTER_ALONE];
  }
}
