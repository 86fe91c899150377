import type { KubernetesResource } from '../types';

export const deployments: KubernetesResource = {
  group: 'apps',
  version: 'v1',
  plural: 'deployments',
  kind: 'Deployment',
};

export const namespaces: KubernetesResource = {
  group: '',
  version: 'v1',
  plural: 'namespaces',
  kind: 'Namespace',
};

/** A deployment as a watch shows it. */
export function deployment(
  name: string,
  resourceVersion = '1',
  extra: Record<string, unknown> = {},
) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name,
      namespace: 'shop',
      uid: `uid-${name}`,
      resourceVersion,
    },
    ...extra,
  };
}

/** A page of deployments, whose items name no kind: lists of built-in kinds do not. */
export function deploymentList(
  names: string[],
  metadata: Record<string, unknown> = {},
) {
  return {
    apiVersion: 'apps/v1',
    kind: 'DeploymentList',
    metadata: { resourceVersion: '100', ...metadata },
    items: names.map(name => ({ metadata: deployment(name).metadata })),
  };
}

/** A line of a watch. */
export function event(type: string, object: unknown) {
  return { type, object };
}

export function bookmark(resourceVersion: string) {
  return event('BOOKMARK', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { resourceVersion, creationTimestamp: null },
  });
}
