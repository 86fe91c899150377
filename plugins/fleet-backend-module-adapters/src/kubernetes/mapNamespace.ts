import {
  boundedName,
  type NamespaceFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  factBase,
  type MapContext,
  type Mapped,
  timeOf,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { readPodSecurity } from './readPodSecurity';
import type { NamespaceObject } from './schema';

function phaseOf(namespace: NamespaceObject): NamespaceFact['phase'] {
  if (namespace.metadata.deletionTimestamp !== undefined) return 'terminating';
  switch (namespace.status?.phase) {
    case 'Active':
      return 'active';
    case 'Terminating':
      return 'terminating';
    default:
      return 'unknown';
  }
}

export function mapNamespace(
  namespace: NamespaceObject,
  context: MapContext,
): Mapped {
  const { metadata } = namespace;
  const fact: NamespaceFact = withoutUndefined({
    ...factBase(context, metadata, {
      changedAt: timeOf(
        metadata.deletionTimestamp ?? metadata.creationTimestamp,
      ),
      annotations: {
        first: ['backstage.io/', 'fleet.backstage.io/'],
        rest: false,
      },
    }),
    type: 'namespace',
    name: boundedName(context.source.name),
    phase: phaseOf(namespace),
    podSecurity: readPodSecurity(metadata.labels),
  });
  return { facts: [fact] };
}
