/**
 * Versions of APIs that Kubernetes serves no more, by
 * https://kubernetes.io/docs/reference/using-api/deprecation-guide/. What was removed before 1.16
 * is left out: nothing that old is read.
 */
export type Removal = {
  group: string;
  version: string;
  /** All kinds of the version where absent. */
  kinds?: readonly string[];
  /** The first minor version of Kubernetes 1 without it. */
  minor: number;
  /** What to use; nothing where there is nothing. */
  use?: string;
};

/** The newest minor version of Kubernetes that is looked at. */
export const REMOVALS_UP_TO = 37;

export const REMOVALS: readonly Removal[] = [
  {
    group: 'flowcontrol.apiserver.k8s.io',
    version: 'v1beta3',
    minor: 32,
    use: 'flowcontrol.apiserver.k8s.io/v1',
  },
  {
    group: 'flowcontrol.apiserver.k8s.io',
    version: 'v1beta2',
    minor: 29,
    use: 'flowcontrol.apiserver.k8s.io/v1',
  },
  {
    group: 'storage.k8s.io',
    version: 'v1beta1',
    kinds: ['CSIStorageCapacity'],
    minor: 27,
    use: 'storage.k8s.io/v1',
  },
  {
    group: 'flowcontrol.apiserver.k8s.io',
    version: 'v1beta1',
    minor: 26,
    use: 'flowcontrol.apiserver.k8s.io/v1',
  },
  {
    group: 'autoscaling',
    version: 'v2beta2',
    minor: 26,
    use: 'autoscaling/v2',
  },
  {
    group: 'autoscaling',
    version: 'v2beta1',
    minor: 25,
    use: 'autoscaling/v2',
  },
  {
    group: 'batch',
    version: 'v1beta1',
    kinds: ['CronJob'],
    minor: 25,
    use: 'batch/v1',
  },
  {
    group: 'discovery.k8s.io',
    version: 'v1beta1',
    kinds: ['EndpointSlice'],
    minor: 25,
    use: 'discovery.k8s.io/v1',
  },
  {
    group: 'events.k8s.io',
    version: 'v1beta1',
    kinds: ['Event'],
    minor: 25,
    use: 'events.k8s.io/v1',
  },
  {
    group: 'policy',
    version: 'v1beta1',
    kinds: ['PodDisruptionBudget'],
    minor: 25,
    use: 'policy/v1',
  },
  {
    group: 'policy',
    version: 'v1beta1',
    kinds: ['PodSecurityPolicy'],
    minor: 25,
  },
  {
    group: 'node.k8s.io',
    version: 'v1beta1',
    kinds: ['RuntimeClass'],
    minor: 25,
    use: 'node.k8s.io/v1',
  },
  {
    group: 'admissionregistration.k8s.io',
    version: 'v1beta1',
    kinds: ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
    minor: 22,
    use: 'admissionregistration.k8s.io/v1',
  },
  {
    group: 'apiextensions.k8s.io',
    version: 'v1beta1',
    kinds: ['CustomResourceDefinition'],
    minor: 22,
    use: 'apiextensions.k8s.io/v1',
  },
  {
    group: 'apiregistration.k8s.io',
    version: 'v1beta1',
    kinds: ['APIService'],
    minor: 22,
    use: 'apiregistration.k8s.io/v1',
  },
  {
    group: 'authentication.k8s.io',
    version: 'v1beta1',
    kinds: ['TokenReview'],
    minor: 22,
    use: 'authentication.k8s.io/v1',
  },
  {
    group: 'authorization.k8s.io',
    version: 'v1beta1',
    minor: 22,
    use: 'authorization.k8s.io/v1',
  },
  {
    group: 'certificates.k8s.io',
    version: 'v1beta1',
    kinds: ['CertificateSigningRequest'],
    minor: 22,
    use: 'certificates.k8s.io/v1',
  },
  {
    group: 'coordination.k8s.io',
    version: 'v1beta1',
    kinds: ['Lease'],
    minor: 22,
    use: 'coordination.k8s.io/v1',
  },
  {
    group: 'extensions',
    version: 'v1beta1',
    kinds: ['Ingress'],
    minor: 22,
    use: 'networking.k8s.io/v1',
  },
  {
    group: 'networking.k8s.io',
    version: 'v1beta1',
    kinds: ['Ingress', 'IngressClass'],
    minor: 22,
    use: 'networking.k8s.io/v1',
  },
  {
    group: 'rbac.authorization.k8s.io',
    version: 'v1beta1',
    kinds: ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'],
    minor: 22,
    use: 'rbac.authorization.k8s.io/v1',
  },
  {
    group: 'scheduling.k8s.io',
    version: 'v1beta1',
    kinds: ['PriorityClass'],
    minor: 22,
    use: 'scheduling.k8s.io/v1',
  },
  {
    group: 'storage.k8s.io',
    version: 'v1beta1',
    kinds: ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment'],
    minor: 22,
    use: 'storage.k8s.io/v1',
  },
  {
    group: 'extensions',
    version: 'v1beta1',
    kinds: ['DaemonSet', 'Deployment', 'ReplicaSet'],
    minor: 16,
    use: 'apps/v1',
  },
  {
    group: 'extensions',
    version: 'v1beta1',
    kinds: ['NetworkPolicy'],
    minor: 16,
    use: 'networking.k8s.io/v1',
  },
  {
    group: 'extensions',
    version: 'v1beta1',
    kinds: ['PodSecurityPolicy'],
    minor: 16,
  },
  { group: 'apps', version: 'v1beta1', minor: 16, use: 'apps/v1' },
  { group: 'apps', version: 'v1beta2', minor: 16, use: 'apps/v1' },
];

/** The removal of a kind at a version, where it is one that is known. */
export function removalOf(wanted: {
  group: string;
  version: string;
  kind: string;
}): Removal | undefined {
  return REMOVALS.find(
    ({ group, version, kinds }) =>
      group === wanted.group &&
      version === wanted.version &&
      (!kinds || kinds.includes(wanted.kind)),
  );
}
