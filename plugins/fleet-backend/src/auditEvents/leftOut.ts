/** Who writes all the time, and whose writes are known by the name in managed fields. */
const CLUSTER_USERS =
  /^system:(node:|kube-controller-manager$|kube-scheduler$|cloud-controller-manager$|apiserver$|kube-proxy$)/;

/** Controllers of Kubernetes that may run under names of their own, within `kube-system`. */
const CLUSTER_CONTROLLERS = new Set([
  'attachdetach-controller',
  'certificate-controller',
  'cloud-node-controller',
  'clusterrole-aggregation-controller',
  'cronjob-controller',
  'daemon-set-controller',
  'deployment-controller',
  'disruption-controller',
  'endpoint-controller',
  'endpointslice-controller',
  'endpointslicemirroring-controller',
  'ephemeral-volume-controller',
  'expand-controller',
  'generic-garbage-collector',
  'horizontal-pod-autoscaler',
  'job-controller',
  'namespace-controller',
  'node-controller',
  'persistent-volume-binder',
  'pod-garbage-collector',
  'pv-protection-controller',
  'pvc-protection-controller',
  'replicaset-controller',
  'replication-controller',
  'resourcequota-controller',
  'root-ca-cert-publisher',
  'route-controller',
  'service-account-controller',
  'service-controller',
  'statefulset-controller',
  'ttl-after-finished-controller',
  'ttl-controller',
]);

/** Of these a deletion may be why something that is delivered is missing. */
const CLEANERS = new Set(['generic-garbage-collector', 'namespace-controller']);

/** Engines under the names that they are installed with: what they bring is no drift. */
const ENGINES = new Set([
  'argocd:argocd-application-controller',
  'argocd:argocd-server',
  'cattle-fleet-system:fleet-agent',
  'flux-system:helm-controller',
  'flux-system:kustomize-controller',
  'karmada-system:karmada-agent',
  'kube-system:argocd-manager',
  'open-cluster-management-agent:klusterlet-work-sa',
]);

/** What nobody delivers, and what is written all the time. By group and plural. */
const RESOURCES = new Set([
  '/bindings',
  '/endpoints',
  '/events',
  '/nodes',
  '/pods',
  '/replicationcontrollers',
  'apps/controllerrevisions',
  'apps/replicasets',
  'coordination.k8s.io/leases',
  'discovery.k8s.io/endpointslices',
  'events.k8s.io/events',
]);

/** Groups of questions and figures, of which nothing is kept in the cluster. */
const GROUPS = new Set([
  'authentication.k8s.io',
  'authorization.k8s.io',
  'metrics.k8s.io',
]);

/** The only part of an object through which what is delivered is written. */
const SUBRESOURCES = new Set(['', 'scale']);

/** Whether writes to it tell nothing of drift. */
export function isResourceLeftOut(options: {
  group: string;
  resource: string;
  subresource: string;
}): boolean {
  const { group, resource, subresource } = options;
  return (
    !SUBRESOURCES.has(subresource) ||
    GROUPS.has(group) ||
    RESOURCES.has(`${group}/${resource}`)
  );
}

/**
 * Whether what somebody wrote is left out: it would be most of all, and explains no drift.
 * Whoever creates or deletes in an engine's name is kept, for something may be extra or missing
 * by that.
 */
export function isWriterLeftOut(options: {
  username: string;
  actingAs?: string;
  verb: string;
}): boolean {
  const { username, actingAs, verb } = options;
  // Whoever acts in a person's name is told of, whatever he is himself.
  if (actingAs !== undefined && !actingAs.startsWith('system:')) return false;
  if (CLUSTER_USERS.test(username)) return true;
  const [, namespace, name] =
    /^system:serviceaccount:([^:]+):([^:]+)$/.exec(username) ?? [];
  const isDeletion = verb.startsWith('delete');
  if (namespace === 'kube-system' && CLUSTER_CONTROLLERS.has(name)) {
    return !(isDeletion && CLEANERS.has(name));
  }
  return (
    ENGINES.has(`${namespace}:${name}`) &&
    (verb === 'update' || verb === 'patch')
  );
}
