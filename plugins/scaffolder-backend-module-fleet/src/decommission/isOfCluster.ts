import type { Document } from 'yaml';
import { groupOf, type ObjectName } from '../yaml';

/** What engines know a cluster by, with its name: that which `fleet:cluster:register` writes, and more. */
const BY_NAME: readonly (readonly [group: string, kind: string])[] = [
  ['cluster.open-cluster-management.io', 'ManagedCluster'],
  ['cluster.karmada.io', 'Cluster'],
  ['provisioning.cattle.io', 'Cluster'],
  ['fleet.cattle.io', 'Cluster'],
  ['cluster.x-k8s.io', 'Cluster'],
];

/** What Open Cluster Management has in the namespace of a cluster. */
const IN_NAMESPACE =
  /^(?:work|addon|agent|cluster)\.open-cluster-management\.io$/;

/** Whether an object is of one cluster, and of no other. */
export function isOfCluster(
  object: ObjectName,
  document: Document.Parsed,
  cluster: string,
): boolean {
  const { kind, name, namespace } = object;
  const group = groupOf(object.apiVersion);
  if (BY_NAME.some(([own, of]) => own === group && of === kind)) {
    return name === cluster;
  }
  if (kind === 'Resource' && group === 'backstage.io') {
    return (
      name === cluster &&
      document.getIn(['spec', 'type']) === 'kubernetes-cluster'
    );
  }
  if (kind === 'ExternalSecret' && group === 'external-secrets.io') {
    return (
      name === `cluster-${cluster}` ||
      name === `${cluster}-kubeconfig` ||
      (name === cluster && namespace !== undefined && /karmada/.test(namespace))
    );
  }
  if (kind === 'Kustomization' && group === 'kustomize.toolkit.fluxcd.io') {
    return name === `${cluster}-infrastructure` || name === `${cluster}-apps`;
  }
  if (isOfClusterApi(group)) {
    return (
      document.getIn(['spec', 'clusterName']) === cluster ||
      document.getIn([
        'metadata',
        'labels',
        'cluster.x-k8s.io/cluster-name',
      ]) === cluster
    );
  }
  return IN_NAMESPACE.test(group) && namespace === cluster;
}

/** The other cluster that an object is of, as far as it says so. */
export function otherClusterOf(
  object: ObjectName,
  document: Document.Parsed,
  cluster: string,
): string | undefined {
  const { kind, name } = object;
  const group = groupOf(object.apiVersion);
  if (BY_NAME.some(([own, of]) => own === group && of === kind)) {
    return name === cluster ? undefined : name;
  }
  if (kind === 'Kustomization' && group === 'kustomize.toolkit.fluxcd.io') {
    const secret = document.getIn(['spec', 'kubeConfig', 'secretRef', 'name']);
    const [, other] =
      /^(.+)-kubeconfig$/.exec(typeof secret === 'string' ? secret : '') ?? [];
    return other === cluster ? undefined : other;
  }
  return undefined;
}

/** Whether machines may be deleted with an object. */
export function deletesMachines(
  { apiVersion, kind }: ObjectName,
  document: Document.Parsed,
): boolean {
  const group = groupOf(apiVersion);
  if (isOfClusterApi(group)) return true;
  if (group === 'provisioning.cattle.io') {
    // One that is imported has none of these.
    return (
      document.hasIn(['spec', 'rkeConfig']) ||
      document.hasIn(['spec', 'cloudCredentialSecretName'])
    );
  }
  return (
    (group === 'hive.openshift.io' && kind === 'ClusterDeployment') ||
    group === 'hypershift.openshift.io'
  );
}

function isOfClusterApi(group: string): boolean {
  return /(?:^|\.)cluster\.x-k8s\.io$/.test(group);
}
