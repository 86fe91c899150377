/*
 * The kinds that a simulated cluster serves: 13 whose objects are counted and
 * compared, and the 13 that Backstage's Kubernetes plugin asks for. Some are both,
 * and of the others the fleet watches some, too.
 */

/** A share of a cluster's objects, and never fewer than one. */
function watched(group, version, kind, plural, share, namespaced = true) {
  return { group, version, kind, plural, namespaced, share, watched: true };
}

/** Asked for by label only: `labelled` objects belong to the one component. */
function labelled(group, version, kind, plural, count) {
  return {
    group,
    version,
    kind,
    plural,
    namespaced: true,
    share: 0,
    labelled: count,
  };
}

const FLUX_SOURCE = 'source.toolkit.fluxcd.io';

export const KINDS = [
  watched('', 'v1', 'Namespace', 'namespaces', 0.06, false),
  watched('', 'v1', 'Node', 'nodes', 0.04, false),
  {
    ...watched('apps', 'v1', 'Deployment', 'deployments', 0.4),
    labelled: 1,
  },
  watched('apps', 'v1', 'StatefulSet', 'statefulsets', 0.06),
  watched('apps', 'v1', 'DaemonSet', 'daemonsets', 0.04),
  watched('argoproj.io', 'v1alpha1', 'Application', 'applications', 0.12),
  watched('argoproj.io', 'v1alpha1', 'ApplicationSet', 'applicationsets', 0.02),
  watched('argoproj.io', 'v1alpha1', 'AppProject', 'appprojects', 0.02),
  watched(FLUX_SOURCE, 'v1', 'GitRepository', 'gitrepositories', 0.04),
  watched(FLUX_SOURCE, 'v1', 'OCIRepository', 'ocirepositories', 0.02),
  watched(FLUX_SOURCE, 'v1', 'HelmRepository', 'helmrepositories', 0.02),
  watched(
    'kustomize.toolkit.fluxcd.io',
    'v1',
    'Kustomization',
    'kustomizations',
    0.08,
  ),
  watched('helm.toolkit.fluxcd.io', 'v2', 'HelmRelease', 'helmreleases', 0.08),
  labelled('', 'v1', 'Pod', 'pods', 3),
  labelled('', 'v1', 'Service', 'services', 1),
  labelled('', 'v1', 'ConfigMap', 'configmaps', 1),
  labelled('', 'v1', 'LimitRange', 'limitranges', 0),
  labelled('', 'v1', 'ResourceQuota', 'resourcequotas', 0),
  labelled('apps', 'v1', 'ReplicaSet', 'replicasets', 1),
  labelled(
    'autoscaling',
    'v2',
    'HorizontalPodAutoscaler',
    'horizontalpodautoscalers',
    1,
  ),
  labelled('batch', 'v1', 'Job', 'jobs', 0),
  labelled('batch', 'v1', 'CronJob', 'cronjobs', 0),
  labelled('networking.k8s.io', 'v1', 'Ingress', 'ingresses', 1),
];

/** The kinds whose objects are counted: the fleet watches them, and everyone else is given the same. */
export const WATCHED_KINDS = KINDS.filter(kind => kind.watched);

/** `v1`, `apps/v1`. */
export function apiVersionOf({ group, version }) {
  return group ? `${group}/${version}` : version;
}

/** The collection's path over all namespaces. */
export function pathOf({ group, version, plural }) {
  return group
    ? `/apis/${group}/${version}/${plural}`
    : `/api/${version}/${plural}`;
}

/** How many objects of a kind a cluster of so many objects has. */
export function countOf(kind, objectsPerCluster) {
  return kind.watched
    ? Math.max(1, Math.round(kind.share * objectsPerCluster))
    : kind.labelled;
}
