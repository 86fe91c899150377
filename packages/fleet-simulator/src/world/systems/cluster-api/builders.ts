import { nameSuffix } from '../../../random';
import type { KubernetesObject, OwnerReference } from '../../../types';
import type { ScenarioCluster } from '../../scenario/scenarioSchema';
import { CLUSTER_LABEL, CONTROL_PLANE, CORE, NAMESPACE } from './types';

const CLASS_NAME = 'aws-standard';
const DEPLOYMENT = 'topology.cluster.x-k8s.io/deployment-name';

/** What a cluster is to be made like. */
export type ClusterPlan = Pick<
  ScenarioCluster,
  'name' | 'region' | 'environment' | 'owner'
> & {
  /** With the leading `v`. */
  version: string;
  workers: number;
  /** Machines that the provider looks after as one group. */
  pooled?: number;
};

/** The names of a cluster's parts, as the topology's controller makes them up. */
export function namesOf(cluster: string) {
  const suffix = nameSuffix(5, cluster, 'topology');
  return {
    controlPlane: `${cluster}-${suffix}`,
    infrastructure: `${cluster}-${nameSuffix(5, cluster, 'infrastructure')}`,
    deployment: `${cluster}-general-${suffix}`,
    pool: `${cluster}-batch-${suffix}`,
  };
}

export function labelsOf(cluster: string): Record<string, string> {
  return { [CLUSTER_LABEL]: cluster, 'topology.cluster.x-k8s.io/owned': '' };
}

export function ownedBy(owner: KubernetesObject): OwnerReference[] {
  return [
    {
      apiVersion: owner.apiVersion,
      kind: owner.kind,
      name: owner.metadata.name,
      uid: owner.metadata.uid ?? '',
      controller: true,
      blockOwnerDeletion: true,
    },
  ];
}

function groupOf(kind: string): string {
  if (kind.startsWith('AWS')) return 'infrastructure';
  return kind.startsWith('KubeadmConfig') ? 'bootstrap' : 'controlplane';
}

function templateReference(kind: string, name: string) {
  const group = groupOf(kind);
  return {
    templateRef: {
      apiVersion: `${group}.cluster.x-k8s.io/v1beta2`,
      kind,
      name: `${CLASS_NAME}-${name}`,
    },
  };
}

/** The class that all clusters of the management cluster are made from. */
export function buildClass(): KubernetesObject {
  return {
    apiVersion: CORE,
    kind: 'ClusterClass',
    metadata: {
      name: CLASS_NAME,
      namespace: NAMESPACE,
      labels: { team: 'platform' },
    },
    spec: {
      controlPlane: {
        ...templateReference('KubeadmControlPlaneTemplate', 'v3'),
        machineInfrastructure: templateReference(
          'AWSMachineTemplate',
          'control-plane-v3',
        ),
      },
      infrastructure: templateReference('AWSClusterTemplate', 'v3'),
      variables: [
        {
          name: 'region',
          required: true,
          schema: { openAPIV3Schema: { type: 'string' } },
        },
      ],
      workers: {
        machineDeployments: [
          {
            class: 'default-worker',
            bootstrap: templateReference('KubeadmConfigTemplate', 'worker-v3'),
            infrastructure: templateReference(
              'AWSMachineTemplate',
              'worker-v3',
            ),
          },
        ],
      },
    },
  };
}

export function buildCluster(plan: ClusterPlan): KubernetesObject {
  const { name, region, environment, owner, version, workers } = plan;
  const names = namesOf(name);
  return {
    apiVersion: CORE,
    kind: 'Cluster',
    metadata: {
      name,
      namespace: NAMESPACE,
      labels: { ...labelsOf(name), environment, team: owner },
      finalizers: ['cluster.cluster.x-k8s.io'],
    },
    spec: {
      clusterNetwork: {
        pods: { cidrBlocks: ['10.244.0.0/16'] },
        services: { cidrBlocks: ['10.96.0.0/12'] },
      },
      controlPlaneRef: {
        apiGroup: CONTROL_PLANE.split('/')[0],
        kind: 'KubeadmControlPlane',
        name: names.controlPlane,
      },
      infrastructureRef: {
        apiGroup: 'infrastructure.cluster.x-k8s.io',
        kind: 'AWSCluster',
        name: names.infrastructure,
      },
      topology: {
        classRef: { name: CLASS_NAME },
        version,
        controlPlane: { replicas: 3 },
        variables: [{ name: 'region', value: region }],
        workers: {
          machineDeployments: [
            { class: 'default-worker', name: 'general', replicas: workers },
          ],
        },
      },
    },
  };
}

function machineSpec(cluster: string, version: string, name: string) {
  return {
    clusterName: cluster,
    version,
    bootstrap: {
      configRef: {
        apiGroup: 'bootstrap.cluster.x-k8s.io',
        kind: 'KubeadmConfigTemplate',
        name,
      },
    },
    infrastructureRef: {
      apiGroup: 'infrastructure.cluster.x-k8s.io',
      kind: 'AWSMachineTemplate',
      name,
    },
  };
}

export function buildControlPlane(
  cluster: KubernetesObject,
  version: string,
): KubernetesObject {
  const { name } = cluster.metadata;
  return {
    apiVersion: CONTROL_PLANE,
    kind: 'KubeadmControlPlane',
    metadata: {
      name: namesOf(name).controlPlane,
      namespace: NAMESPACE,
      labels: labelsOf(name),
      ownerReferences: ownedBy(cluster),
    },
    spec: {
      replicas: 3,
      version,
      kubeadmConfigSpec: {},
      machineTemplate: {
        spec: {
          infrastructureRef: {
            apiGroup: 'infrastructure.cluster.x-k8s.io',
            kind: 'AWSMachineTemplate',
            name: `${name}-control-plane`,
          },
        },
      },
      rollout: {
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } },
      },
    },
  };
}

export function buildDeployment(
  cluster: KubernetesObject,
  version: string,
  replicas: number,
): KubernetesObject {
  const { name } = cluster.metadata;
  const labels = { ...labelsOf(name), [DEPLOYMENT]: 'general' };
  return {
    apiVersion: CORE,
    kind: 'MachineDeployment',
    metadata: {
      name: namesOf(name).deployment,
      namespace: NAMESPACE,
      labels,
      ownerReferences: ownedBy(cluster),
    },
    spec: {
      clusterName: name,
      replicas,
      selector: { matchLabels: labels },
      rollout: {
        strategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
        },
      },
      template: {
        metadata: { labels },
        spec: machineSpec(name, version, `${name}-general`),
      },
    },
  };
}

/** The MachineSet of a MachineDeployment's template, told apart by version and time of the rollout. */
export function buildSet(
  deployment: KubernetesObject & { spec: { [field: string]: unknown } },
  hash: string,
  replicas: number,
): KubernetesObject {
  const { name, labels } = deployment.metadata;
  const own = { ...labels, 'machine-template-hash': hash };
  const { clusterName, template } = deployment.spec;
  return {
    apiVersion: CORE,
    kind: 'MachineSet',
    metadata: {
      name: `${name}-${hash}`,
      namespace: NAMESPACE,
      labels: own,
      ownerReferences: ownedBy(deployment),
    },
    spec: {
      clusterName,
      replicas,
      selector: { matchLabels: own },
      template,
    },
  };
}

export function buildMachine(
  owner: KubernetesObject,
  cluster: string,
  version: string,
  name: string,
): KubernetesObject {
  return {
    apiVersion: CORE,
    kind: 'Machine',
    metadata: {
      name,
      namespace: NAMESPACE,
      labels: {
        ...owner.metadata.labels,
        ...(owner.kind === 'KubeadmControlPlane' && {
          'cluster.x-k8s.io/control-plane': '',
        }),
      },
      ownerReferences: ownedBy(owner),
    },
    spec: {
      ...machineSpec(cluster, version, name),
      failureDomain: 'a',
    },
  };
}

export function buildPool(
  cluster: KubernetesObject,
  version: string,
  replicas: number,
): KubernetesObject {
  const { name } = cluster.metadata;
  const pool = namesOf(name).pool;
  return {
    apiVersion: CORE,
    kind: 'MachinePool',
    metadata: {
      name: pool,
      namespace: NAMESPACE,
      labels: labelsOf(name),
      ownerReferences: ownedBy(cluster),
    },
    spec: {
      clusterName: name,
      replicas,
      template: {
        spec: {
          clusterName: name,
          version,
          bootstrap: { dataSecretName: pool },
          infrastructureRef: {
            apiGroup: 'infrastructure.cluster.x-k8s.io',
            kind: 'AWSMachinePool',
            name: pool,
          },
        },
      },
    },
  };
}

export function buildHealthCheck(cluster: KubernetesObject): KubernetesObject {
  const { name } = cluster.metadata;
  return {
    apiVersion: CORE,
    kind: 'MachineHealthCheck',
    metadata: {
      name: namesOf(name).deployment,
      namespace: NAMESPACE,
      labels: labelsOf(name),
      ownerReferences: ownedBy(cluster),
    },
    spec: {
      clusterName: name,
      selector: {
        matchLabels: { [CLUSTER_LABEL]: name, [DEPLOYMENT]: 'general' },
      },
      checks: {
        nodeStartupTimeoutSeconds: 600,
        unhealthyNodeConditions: [
          { type: 'Ready', status: 'Unknown', timeoutSeconds: 300 },
        ],
      },
      remediation: { triggerIf: { unhealthyLessThanOrEqualTo: '40%' } },
    },
  };
}
