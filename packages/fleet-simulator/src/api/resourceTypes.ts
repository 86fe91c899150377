/**
 * One kind as an API server serves it. `custom`: known from a
 * CustomResourceDefinition. Of the other kinds list items carry no kind and
 * apiVersion, and strategic merge patch works on them.
 * @public
 */
export type ResourceType = {
  group: string;
  version: string;
  kind: string;
  plural: string;
  singular: string;
  namespaced: boolean;
  shortNames: readonly string[];
  verbs: readonly string[];
  statusSubresource: boolean;
  custom: boolean;
};

const ALL_VERBS = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
] as const;

const READ_VERBS = ['get', 'list'] as const;

/** What of a resource type cannot be derived from its kind. */
export type ResourceTypeInput = {
  group: string;
  version: string;
  kind: string;
  plural?: string;
  namespaced?: boolean;
  shortNames?: readonly string[];
  verbs?: readonly string[];
  statusSubresource?: boolean;
  custom?: boolean;
};

/** The plural that Kubernetes' own tools guess for a kind. */
export function guessPlural(kind: string): string {
  const singular = kind.toLowerCase();
  if (/(s|x|z|ch|sh)$/.test(singular)) return `${singular}es`;
  if (/[^aeiou]y$/.test(singular)) return `${singular.slice(0, -1)}ies`;
  return `${singular}s`;
}

/** Fills in what the input leaves out. @public */
export function defineResourceType(input: ResourceTypeInput): ResourceType {
  return {
    group: input.group,
    version: input.version,
    kind: input.kind,
    plural: input.plural ?? guessPlural(input.kind),
    singular: input.kind.toLowerCase(),
    namespaced: input.namespaced ?? true,
    shortNames: input.shortNames ?? [],
    verbs: input.verbs ?? ALL_VERBS,
    statusSubresource: input.statusSubresource ?? true,
    custom: input.custom ?? false,
  };
}

/** `group/version`, or `version` alone in the core group. */
export function apiVersionOf(type: { group: string; version: string }): string {
  return type.group ? `${type.group}/${type.version}` : type.version;
}

/** `plural.group` as Kubernetes' messages name a resource. */
export function qualifiedName(type: ResourceType): string {
  return type.group ? `${type.plural}.${type.group}` : type.plural;
}

/** The kinds of Kubernetes itself that every cluster serves. */
export const KUBERNETES_TYPES: readonly ResourceType[] = [
  {
    group: '',
    version: 'v1',
    kind: 'Namespace',
    namespaced: false,
    shortNames: ['ns'],
  },
  {
    group: '',
    version: 'v1',
    kind: 'Node',
    namespaced: false,
    shortNames: ['no'],
  },
  { group: '', version: 'v1', kind: 'Pod', shortNames: ['po'] },
  { group: '', version: 'v1', kind: 'Service', shortNames: ['svc'] },
  {
    group: '',
    version: 'v1',
    kind: 'ServiceAccount',
    shortNames: ['sa'],
    statusSubresource: false,
  },
  {
    group: '',
    version: 'v1',
    kind: 'ConfigMap',
    shortNames: ['cm'],
    statusSubresource: false,
  },
  { group: '', version: 'v1', kind: 'Secret', statusSubresource: false },
  {
    group: '',
    version: 'v1',
    kind: 'Event',
    shortNames: ['ev'],
    statusSubresource: false,
  },
  {
    group: '',
    version: 'v1',
    kind: 'LimitRange',
    shortNames: ['limits'],
    statusSubresource: false,
  },
  { group: '', version: 'v1', kind: 'ResourceQuota', shortNames: ['quota'] },
  { group: 'apps', version: 'v1', kind: 'Deployment', shortNames: ['deploy'] },
  { group: 'apps', version: 'v1', kind: 'ReplicaSet', shortNames: ['rs'] },
  { group: 'apps', version: 'v1', kind: 'StatefulSet', shortNames: ['sts'] },
  { group: 'apps', version: 'v1', kind: 'DaemonSet', shortNames: ['ds'] },
  { group: 'batch', version: 'v1', kind: 'Job' },
  { group: 'batch', version: 'v1', kind: 'CronJob', shortNames: ['cj'] },
  {
    group: 'autoscaling',
    version: 'v2',
    kind: 'HorizontalPodAutoscaler',
    shortNames: ['hpa'],
  },
  {
    group: 'networking.k8s.io',
    version: 'v1',
    kind: 'Ingress',
    shortNames: ['ing'],
  },
  {
    group: 'admissionregistration.k8s.io',
    version: 'v1',
    kind: 'ValidatingAdmissionPolicy',
    namespaced: false,
  },
  {
    group: 'admissionregistration.k8s.io',
    version: 'v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    namespaced: false,
    statusSubresource: false,
  },
  {
    group: 'coordination.k8s.io',
    version: 'v1',
    kind: 'Lease',
    statusSubresource: false,
  },
  {
    group: 'apiextensions.k8s.io',
    version: 'v1',
    kind: 'CustomResourceDefinition',
    namespaced: false,
    shortNames: ['crd', 'crds'],
  },
].map(defineResourceType);

/** Served by the metrics server; the simulation has it and lets it know nothing. */
export const METRICS_TYPES: readonly ResourceType[] = [
  {
    group: 'metrics.k8s.io',
    version: 'v1beta1',
    kind: 'PodMetrics',
    plural: 'pods',
    verbs: READ_VERBS,
    statusSubresource: false,
  },
  {
    group: 'metrics.k8s.io',
    version: 'v1beta1',
    kind: 'NodeMetrics',
    plural: 'nodes',
    namespaced: false,
    verbs: READ_VERBS,
    statusSubresource: false,
  },
].map(defineResourceType);

/** Argo CD. Application and AppProject have no status subresource. */
export const ARGOCD_TYPES: readonly ResourceType[] = [
  {
    kind: 'Application',
    shortNames: ['app', 'apps'],
    statusSubresource: false,
  },
  { kind: 'ApplicationSet', shortNames: ['appset', 'appsets'] },
  {
    kind: 'AppProject',
    shortNames: ['appproj', 'appprojs'],
    statusSubresource: false,
  },
].map(input =>
  defineResourceType({
    group: 'argoproj.io',
    version: 'v1alpha1',
    custom: true,
    ...input,
  }),
);

/** Flux. */
export const FLUX_TYPES: readonly ResourceType[] = [
  {
    group: 'source.toolkit.fluxcd.io',
    version: 'v1',
    kind: 'GitRepository',
    shortNames: ['gitrepo'],
  },
  {
    group: 'source.toolkit.fluxcd.io',
    version: 'v1',
    kind: 'OCIRepository',
    shortNames: ['ocirepo'],
  },
  {
    group: 'source.toolkit.fluxcd.io',
    version: 'v1',
    kind: 'HelmRepository',
    shortNames: ['helmrepo'],
  },
  {
    group: 'source.toolkit.fluxcd.io',
    version: 'v1',
    kind: 'HelmChart',
    shortNames: ['hc'],
  },
  { group: 'source.toolkit.fluxcd.io', version: 'v1', kind: 'Bucket' },
  {
    group: 'kustomize.toolkit.fluxcd.io',
    version: 'v1',
    kind: 'Kustomization',
    shortNames: ['ks'],
  },
  {
    group: 'helm.toolkit.fluxcd.io',
    version: 'v2',
    kind: 'HelmRelease',
    shortNames: ['hr'],
  },
  {
    group: 'image.toolkit.fluxcd.io',
    version: 'v1',
    kind: 'ImageRepository',
    shortNames: ['imgrepo'],
  },
  {
    group: 'image.toolkit.fluxcd.io',
    version: 'v1',
    kind: 'ImagePolicy',
    shortNames: ['imgpol'],
  },
].map(input => defineResourceType({ custom: true, ...input }));
