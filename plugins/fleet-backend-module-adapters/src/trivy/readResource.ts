import {
  boundedName,
  type FindingFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  type ObjectMetadata,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { readOwner } from '../owners/readOwner';

/** Whole keys: one that is put together is looked up anew each time. */
const KIND = 'trivy-operator.resource.kind';
const NAME = 'trivy-operator.resource.name';
const NAMESPACE = 'trivy-operator.resource.namespace';
const GROUPS: Readonly<Record<string, string>> = {
  Deployment: 'apps',
  ReplicaSet: 'apps',
  StatefulSet: 'apps',
  DaemonSet: 'apps',
  Job: 'batch',
  CronJob: 'batch',
  Role: 'rbac.authorization.k8s.io',
  ClusterRole: 'rbac.authorization.k8s.io',
};

function own(
  values: Readonly<Record<string, string>>,
  key: string,
): string | undefined {
  return Object.hasOwn(values, key) ? values[key] || undefined : undefined;
}

/** What was looked at, by the labels of the report; names that are too long for a label stand in an annotation. */
export function readResource({
  labels,
  annotations,
}: ObjectMetadata): FindingFact['resource'] {
  const kind = own(labels, KIND);
  const name = own(labels, NAME) ?? own(annotations, NAME);
  if (!kind || !name) return undefined;
  // A Deployment's pods are scanned for their ReplicaSet.
  const owner = readOwner(kind, name);
  const namespace = own(labels, NAMESPACE);
  return withoutUndefined({
    group: Object.hasOwn(GROUPS, owner.kind ?? kind)
      ? GROUPS[owner.kind ?? kind]
      : undefined,
    kind: boundedName(owner.kind ?? kind),
    namespace: namespace && boundedName(namespace),
    name: boundedName(owner.name ?? name),
  });
}

/** The container of a pod that was scanned. */
export function readContainer({ labels }: ObjectMetadata): string | undefined {
  const container = own(labels, 'trivy-operator.container.name');
  return container && boundedName(container);
}
