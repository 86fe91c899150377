import { DEFAULT_START_TIME, toMicroTimestamp, toTimestamp } from '../../clock';
import { nameSuffix, sha256For, uidFor } from '../../random';
import { managedBy } from '../../store/managedFields';
import { Condition, KubernetesObject } from '../../types';
import { Node } from '../kinds';

/** A Namespace, active. @public */
export function buildNamespace(options: {
  name: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  createdAt?: number;
}): KubernetesObject {
  const { name, labels, annotations } = options;
  const time = toTimestamp(options.createdAt ?? DEFAULT_START_TIME);
  const own = {
    metadata: {
      labels: { 'kubernetes.io/metadata.name': name, ...labels },
      ...(annotations && { annotations }),
    },
  };
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      creationTimestamp: time,
      ...own.metadata,
      managedFields: [
        managedBy('kubectl-client-side-apply', 'Update', 'v1', time, own),
      ],
    },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  };
}

/** What makes a node. @public */
export type NodeOptions = {
  name: string;
  /** Without the leading `v`. */
  kubernetesVersion: string;
  provider?: 'aws' | 'gcp' | 'azure';
  region?: string;
  zone?: string;
  instanceType?: string;
  createdAt?: number;
  heartbeatAt?: number;
};

const PROVIDER_ID = {
  aws: (zone: string, name: string) =>
    `aws:///${zone}/i-0${sha256For(name).slice(0, 16)}`,
  gcp: (zone: string, name: string) => `gce://meridian/${zone}/${name}`,
  azure: (_zone: string, name: string) =>
    `azure:///subscriptions/${uidFor(
      'subscription',
    )}/resourceGroups/nodes/providers/Microsoft.Compute/virtualMachines/${name}`,
};

const OS_IMAGE = {
  aws: 'Bottlerocket OS 1.47.0',
  gcp: 'Container-Optimized OS from Google',
  azure: 'Ubuntu 24.04.3 LTS',
};

/** CPU cores and GiB of memory by instance type. */
const SIZES: Record<string, [cores: number, gibibytes: number]> = {
  'm7i.large': [2, 8],
  'm7i.xlarge': [4, 16],
  'm7i.2xlarge': [8, 32],
  'n2-standard-4': [4, 16],
  'n2-standard-8': [8, 32],
  Standard_D8s_v5: [8, 32],
};

/** The conditions of a node as its kubelet reports them. */
export function nodeConditions(since: string, heartbeat: string): Condition[] {
  const pressure = (type: string, reason: string, message: string) => ({
    type,
    status: 'False' as const,
    reason,
    message,
    lastHeartbeatTime: heartbeat,
    lastTransitionTime: since,
  });
  return [
    pressure(
      'MemoryPressure',
      'KubeletHasSufficientMemory',
      'kubelet has sufficient memory available',
    ),
    pressure(
      'DiskPressure',
      'KubeletHasNoDiskPressure',
      'kubelet has no disk pressure',
    ),
    pressure(
      'PIDPressure',
      'KubeletHasSufficientPID',
      'kubelet has sufficient PID available',
    ),
    {
      type: 'Ready',
      status: 'True',
      reason: 'KubeletReady',
      message: 'kubelet is posting ready status',
      lastHeartbeatTime: heartbeat,
      lastTransitionTime: since,
    },
  ];
}

/** A Node, ready. @public */
export function buildNode(options: NodeOptions): KubernetesObject {
  const {
    name,
    kubernetesVersion,
    provider = 'aws',
    region = 'eu-west-1',
    zone = `${region}a`,
    instanceType = 'm7i.xlarge',
  } = options;
  const createdAt = options.createdAt ?? DEFAULT_START_TIME;
  const since = toTimestamp(createdAt + 40_000);
  const heartbeat = toTimestamp(options.heartbeatAt ?? createdAt);
  const [cores, gibibytes] = SIZES[instanceType] ?? [4, 16];
  const kibibytes = gibibytes * 1024 * 1024;
  const digest = sha256For(name);
  const address = `10.${parseInt(digest.slice(0, 2), 16) % 64}.${parseInt(
    digest.slice(2, 4),
    16,
  )}.${(parseInt(digest.slice(4, 6), 16) % 250) + 4}`;
  const labels = {
    'beta.kubernetes.io/arch': 'amd64',
    'beta.kubernetes.io/os': 'linux',
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/hostname': name,
    'kubernetes.io/os': 'linux',
    'node.kubernetes.io/instance-type': instanceType,
    'topology.kubernetes.io/region': region,
    'topology.kubernetes.io/zone': zone,
  };
  const status: Node['status'] = {
    addresses: [
      { type: 'InternalIP', address },
      { type: 'Hostname', address: name },
    ],
    capacity: {
      cpu: String(cores),
      'ephemeral-storage': '104845292Ki',
      memory: `${kibibytes}Ki`,
      pods: '110',
    },
    allocatable: {
      cpu: `${cores * 1000 - 80}m`,
      'ephemeral-storage': '95551679124',
      memory: `${kibibytes - 1_048_576}Ki`,
      pods: '110',
    },
    conditions: nodeConditions(since, heartbeat),
    daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
    nodeInfo: {
      architecture: 'amd64',
      bootID: uidFor(name, 'boot'),
      containerRuntimeVersion: 'containerd://2.1.5',
      kernelVersion: '6.12.55',
      kubeProxyVersion: '',
      kubeletVersion: `v${kubernetesVersion}`,
      machineID: digest.slice(0, 32),
      operatingSystem: 'linux',
      osImage: OS_IMAGE[provider],
      systemUUID: uidFor(name, 'system'),
    },
  };
  const time = toTimestamp(createdAt);
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      creationTimestamp: time,
      labels,
      annotations: {
        'node.alpha.kubernetes.io/ttl': '0',
        'volumes.kubernetes.io/controller-managed-attach-detach': 'true',
      },
      managedFields: [
        managedBy('kubelet', 'Update', 'v1', time, { metadata: { labels } }),
        managedBy('kubelet', 'Update', 'v1', heartbeat, { status }, 'status'),
      ],
    },
    spec: { providerID: PROVIDER_ID[provider](zone, name) },
    status,
  };
}

/** The name of a cluster's n-th node, in its provider's style. */
export function nodeName(
  provider: 'aws' | 'gcp' | 'azure',
  cluster: string,
  region: string,
  index: number,
): string {
  switch (provider) {
    case 'aws': {
      const digest = sha256For(cluster, index);
      const octet = (at: number) => parseInt(digest.slice(at, at + 2), 16);
      return `ip-10-${octet(0) % 64}-${octet(2)}-${
        (octet(4) % 250) + 4
      }.${region}.compute.internal`;
    }
    case 'gcp':
      return `gke-${cluster}-main-${sha256For(cluster).slice(
        0,
        8,
      )}-${nameSuffix(4, cluster, index)}`;
    default:
      return `aks-main-${
        parseInt(sha256For(cluster).slice(0, 6), 16) % 90000000
      }-vmss${index.toString(36).padStart(6, '0')}`;
  }
}

/** A node's lease, or a leader's. */
export function buildLease(options: {
  name: string;
  namespace: string;
  holder: string;
  createdAt: number;
  renewedAt: number;
}): KubernetesObject {
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: {
      name: options.name,
      namespace: options.namespace,
      creationTimestamp: toTimestamp(options.createdAt),
    },
    spec: {
      holderIdentity: options.holder,
      leaseDurationSeconds: 40,
      renewTime: toMicroTimestamp(options.renewedAt),
    },
  };
}

/** An Event about an object. */
export function buildEvent(options: {
  about: KubernetesObject;
  reason: string;
  message: string;
  type?: 'Normal' | 'Warning';
  component: string;
  time: number;
  count?: number;
}): KubernetesObject {
  const { about, reason, message, component, time, count = 1 } = options;
  const { namespace = 'default', name, uid } = about.metadata;
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name: `${name}.${sha256For(name, reason, message).slice(0, 16)}`,
      namespace,
      creationTimestamp: toTimestamp(time),
    },
    involvedObject: {
      apiVersion: about.apiVersion,
      kind: about.kind,
      name,
      namespace: about.metadata.namespace,
      uid,
      resourceVersion: about.metadata.resourceVersion,
    },
    reason,
    message,
    type: options.type ?? 'Normal',
    source: { component },
    reportingComponent: component,
    reportingInstance: '',
    firstTimestamp: toTimestamp(time),
    lastTimestamp: toTimestamp(time),
    eventTime: null,
    count,
  };
}
