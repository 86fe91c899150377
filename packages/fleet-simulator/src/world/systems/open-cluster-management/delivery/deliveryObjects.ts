import type { KubernetesObject } from '../../../../types';
import { RESTARTED_AT } from '../../../restartedAt';
import {
  CLUSTER_GROUP,
  type ManifestWork,
  type ManifestWorkReplicaSet,
  type Placement,
  type PlacementDecision,
  WORK_GROUP,
} from '../types';

const UNREACHABLE = 'cluster.open-cluster-management.io/unreachable';

/** How long a group is held, and how long a cluster may take before it counts as failed. */
export const HOLD = '24h';
export const PROGRESS_DEADLINE_SECONDS = 30;
/** How many clusters of a group may fail before the rollout stops. */
export const MAXIMUM_FAILURES = 1;

/** What the objects of one component on a hub have in common. */
export type DeliveryNames = {
  component: string;
  namespace: string;
  labels: Record<string, string>;
};

export function placementReference({ component, namespace }: DeliveryNames) {
  return {
    apiVersion: `${CLUSTER_GROUP}/v1beta1`,
    kind: 'Placement',
    namespace,
    name: component,
  };
}

export function setReference({ component, namespace }: DeliveryNames) {
  return {
    apiVersion: `${WORK_GROUP}/v1alpha1`,
    kind: 'ManifestWorkReplicaSet',
    namespace,
    name: component,
  };
}

export function workReference(component: string, cluster: string) {
  return {
    apiVersion: `${WORK_GROUP}/v1`,
    kind: 'ManifestWork',
    namespace: cluster,
    name: component,
  };
}

/** A Placement that parts its clusters into one group for each wave. */
export function buildPlacement(
  names: DeliveryNames,
  options: { set: string; groups: readonly { name: string; size: number }[] },
): Placement {
  const { apiVersion, kind, namespace, name } = placementReference(names);
  const { set, groups } = options;
  return {
    apiVersion,
    kind,
    metadata: { name, namespace, labels: names.labels },
    spec: {
      clusterSets: [set],
      predicates: [
        {
          requiredClusterSelector: {
            labelSelector: {
              matchExpressions: [
                {
                  key: 'wave',
                  operator: 'In',
                  values: groups.map(group => group.name),
                },
              ],
            },
          },
        },
      ],
      tolerations: [{ key: UNREACHABLE, operator: 'Exists' }],
      decisionStrategy: {
        groupStrategy: {
          clustersPerDecisionGroup: '100%',
          decisionGroups: groups.map(group => ({
            groupName: group.name,
            groupClusterSelector: {
              labelSelector: { matchLabels: { wave: group.name } },
            },
          })),
        },
      },
    } as Placement['spec'],
    status: {
      numberOfSelectedClusters: groups.reduce((sum, { size }) => sum + size, 0),
      decisionGroups: groups.map((group, index) => ({
        decisionGroupIndex: index,
        decisionGroupName: group.name,
        decisions: [`${name}-decision-${index + 1}`],
        clusterCount: group.size,
      })),
      conditions: [],
    },
  };
}

/** The decision of one group. */
export function buildDecision(
  placement: KubernetesObject,
  group: { name: string; index: number; clusters: readonly string[] },
): PlacementDecision {
  const { apiVersion, kind, metadata } = placement;
  return {
    apiVersion,
    kind: 'PlacementDecision',
    metadata: {
      name: `${metadata.name}-decision-${group.index + 1}`,
      namespace: metadata.namespace,
      labels: {
        [`${CLUSTER_GROUP}/placement`]: metadata.name,
        [`${CLUSTER_GROUP}/decision-group-index`]: String(group.index),
        [`${CLUSTER_GROUP}/decision-group-name`]: group.name,
      },
      ownerReferences: [
        {
          apiVersion,
          kind,
          name: metadata.name,
          uid: metadata.uid ?? '',
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    status: {
      decisions: group.clusters.map(clusterName => ({
        clusterName,
        reason: '',
      })),
    },
  };
}

/** What a work brings, with the rules that say how far its workloads are. */
export function workSpec(
  manifests: readonly KubernetesObject[],
): ManifestWork['spec'] {
  return {
    workload: { manifests: [...manifests] },
    deleteOption: { propagationPolicy: 'Foreground' },
    manifestConfigs: manifests
      .filter(({ apiVersion }) => apiVersion === 'apps/v1')
      .map(({ kind, metadata }) => ({
        resourceIdentifier: {
          group: 'apps',
          resource: `${kind.toLowerCase()}s`,
          namespace: metadata.namespace,
          name: metadata.name,
        },
        feedbackRules: [{ type: 'WellKnownStatus' }],
        updateStrategy: {
          type: 'ServerSideApply',
          serverSideApply: {
            fieldManager: 'work-agent',
            force: true,
            ignoreFields: [
              { condition: 'OnSpokePresent', jsonPointers: [RESTARTED_AT] },
            ],
          },
        },
        conditionRules: [
          {
            condition: 'Progressing',
            type: 'CEL',
            celExpressions: [
              'object.status.observedGeneration < object.metadata.generation || object.status.updatedReplicas < object.spec.replicas || object.status.availableReplicas < object.spec.replicas || object.status.replicas > object.status.updatedReplicas',
            ],
          },
          {
            condition: 'Degraded',
            type: 'CEL',
            celExpressions: [
              "object.status.conditions.exists(c, c.type == 'Progressing' && c.status == 'False')",
            ],
          },
        ],
      })),
  } as ManifestWork['spec'];
}

export function buildWorkSet(
  names: DeliveryNames,
  spec: ManifestWork['spec'],
): ManifestWorkReplicaSet {
  const { apiVersion, kind, namespace, name } = setReference(names);
  return {
    apiVersion,
    kind,
    metadata: { name, namespace, labels: names.labels },
    spec: {
      cascadeDeletionPolicy: 'Background',
      placementRefs: [
        {
          name,
          rolloutStrategy: {
            type: 'ProgressivePerGroup',
            progressivePerGroup: {
              minSuccessTime: '0s',
              progressDeadline: `${PROGRESS_DEADLINE_SECONDS}s`,
              maxFailures: MAXIMUM_FAILURES,
            },
          },
        },
      ],
      manifestWorkTemplate: spec,
    } as unknown as ManifestWorkReplicaSet['spec'],
  };
}

/** The work of one cluster; the set's own labels come along. */
export function buildMemberWork(
  names: DeliveryNames,
  cluster: string,
  spec: ManifestWork['spec'],
): ManifestWork {
  const { apiVersion, kind, namespace, name } = workReference(
    names.component,
    cluster,
  );
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      namespace,
      labels: {
        ...names.labels,
        [`${WORK_GROUP}/manifestworkreplicaset`]: `${names.namespace}.${name}`,
        [`${WORK_GROUP}/placementname`]: name,
      },
    },
    spec,
  };
}
