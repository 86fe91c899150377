import type { DeliveryFact } from '@fleetview/backstage-plugin-fleet-common';
import { boundedNamespace } from './touchedNamespaces';
import { homeOf } from './homeOf';

const LONGEST_PLACE = 1024;

/** A namespace, as deliveries are found by it. */
export function namespacePlace(namespace: string): string {
  return `n/${boundedNamespace(namespace)}`;
}

/** A label of a workload, as deliveries are found by it. */
export function labelPlace(key: string, value: string): string {
  return `l/${key}=${value}`.slice(0, LONGEST_PLACE);
}

/** The label that a delivery is found by which brings things by labels: one stands for all. */
export function placingLabel(
  fact: DeliveryFact,
): [key: string, value: string] | undefined {
  return Object.entries(fact.brings.labels ?? {}).sort(([a], [b]) =>
    a < b ? -1 : 1,
  )[0];
}

/**
 * Where a delivery has to do with: the namespaces of what it brings, the one that
 * it is counted in, and the label of what it brings by labels. A namespace is
 * derived from the deliveries with a place there, and from no others.
 */
export function placesOf(fact: DeliveryFact): Set<string> {
  const places = new Set([namespacePlace(homeOf(fact))]);
  for (const { namespace } of fact.brings.resources) {
    if (namespace) places.add(namespacePlace(namespace));
  }
  const label = placingLabel(fact);
  if (label) places.add(labelPlace(...label));
  return places;
}
