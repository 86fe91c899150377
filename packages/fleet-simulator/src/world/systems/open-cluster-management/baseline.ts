import type { KubernetesObject } from '../../../types';
import type { ManifestWork } from './types';

/** Where the hub's people keep placements and what they place. */
export const HUB_NAMESPACE = 'fleet-baseline';

/** What every cluster gets, in a version that counts up. */
export function baselineManifests(version: number): KubernetesObject[] {
  return [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'cluster-baseline', namespace: 'kube-system' },
      data: { version: String(version), 'audit-policy': 'metadata' },
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'baseline-reader' },
      rules: [
        { apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list'] },
      ],
    },
  ];
}

/** With a rule that makes `Progressing` of what the cluster has. */
export function baselineSpec(version: number): ManifestWork['spec'] {
  return {
    workload: { manifests: baselineManifests(version) },
    deleteOption: { propagationPolicy: 'Foreground' },
    manifestConfigs: [
      {
        resourceIdentifier: {
          group: '',
          resource: 'configmaps',
          namespace: 'kube-system',
          name: 'cluster-baseline',
        },
        conditionRules: [
          {
            condition: 'Progressing',
            type: 'CEL',
            celExpressions: [`object.data.version != '${version}'`],
          },
        ],
      },
      {
        // What people of a cluster add to it stays.
        resourceIdentifier: {
          group: 'rbac.authorization.k8s.io',
          resource: 'clusterroles',
          name: 'baseline-reader',
        },
        updateStrategy: { type: 'CreateOnly' },
      },
    ],
  } as ManifestWork['spec'];
}

/** The version of the baseline that a work or a template holds. */
export function versionOf({ workload }: ManifestWork['spec']): number {
  const [map] = workload.manifests;
  return Number((map.data as { version: string }).version);
}
