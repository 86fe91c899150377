import {
  boundedName,
  type NamespaceFact,
  type PolicyFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  factBase,
  joinDefined,
  type KeySelection,
  type MapContext,
  type Mapped,
  timeOf,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { readPodSecurity } from './readPodSecurity';
import { readPodSecurityPolicy } from './readPodSecurityPolicy';
import type { NamespaceObject } from './schema';

const ANNOTATIONS: KeySelection = {
  first: ['backstage.io/', 'fleet.backstage.io/'],
  rest: false,
};

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
  const base = factBase(context, metadata, {
    changedAt: timeOf(metadata.deletionTimestamp ?? metadata.creationTimestamp),
    annotations: ANNOTATIONS,
  });
  const name = boundedName(context.source.name);
  const podSecurity = readPodSecurity(metadata.labels);
  const fact: NamespaceFact = withoutUndefined({
    ...base,
    type: 'namespace',
    name,
    phase: phaseOf(namespace),
    podSecurity,
  });
  if (!podSecurity) return { facts: [fact] };
  const policy: PolicyFact = joinDefined(
    base,
    readPodSecurityPolicy(podSecurity),
    { part: 'pod-security', type: 'policy', kind: 'Namespace', name },
  );
  return { facts: [fact, policy] };
}
