import {
  boundedName,
  type BroughtResource,
  type DeliveryFact,
} from '@fleetview/backstage-plugin-fleet-common';
import { withoutUndefined } from '@fleetview/backstage-plugin-fleet-node';
import type { DeliveryObject } from './schema';

/**
 * An entry of an inventory, `<namespace>_<name>_<group>_<kind>`. No part holds
 * an underscore, but for the names of RBAC objects, in which a colon is written
 * as two. Source: `sigs.k8s.io/cli-utils/pkg/object`.
 */
export function parseInventoryId(id: string): BroughtResource | undefined {
  if (id.length > 1500) return undefined;
  const first = id.indexOf('_');
  const last = id.lastIndexOf('_');
  const middle = id.lastIndexOf('_', last - 1);
  if (first < 0 || middle <= first) return undefined;
  const namespace = id.slice(0, first);
  const name = id.slice(first + 1, middle).replaceAll('__', ':');
  const group = id.slice(middle + 1, last);
  const kind = id.slice(last + 1);
  if (!name || !kind || group.length > 253) return undefined;
  return withoutUndefined({
    group: boundedName(group),
    kind: boundedName(kind),
    namespace: namespace ? boundedName(namespace) : undefined,
    name: boundedName(name),
  });
}

/** Whole keys: one that is put together is looked up anew each time. */
const LABELS = {
  Kustomization: {
    name: 'kustomize.toolkit.fluxcd.io/name',
    namespace: 'kustomize.toolkit.fluxcd.io/namespace',
  },
  HelmRelease: {
    name: 'helm.toolkit.fluxcd.io/name',
    namespace: 'helm.toolkit.fluxcd.io/namespace',
  },
} as const;

/**
 * What a delivery brings: its inventory, and the labels that its engine puts on
 * everything.
 */
export function readInventory(
  delivery: DeliveryObject,
  kind: keyof typeof LABELS,
  source: { namespace?: string; name: string },
): DeliveryFact['brings'] {
  const { items = [], total = 0 } = delivery.status?.inventory?.entries ?? {};
  const labels: Record<string, string> = {};
  labels[LABELS[kind].name] = boundedName(source.name);
  if (source.namespace) {
    labels[LABELS[kind].namespace] = boundedName(source.namespace);
  }
  return {
    resources: items.flatMap(({ id }) => parseInventoryId(id) ?? []),
    total,
    labels,
  };
}
