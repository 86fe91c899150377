import { defineResourceType } from '../../../api/resourceTypes';
import type { Condition, KubernetesObject } from '../../../types';

export const CORE = 'cluster.x-k8s.io/v1beta2';
export const CONTROL_PLANE = 'controlplane.cluster.x-k8s.io/v1beta2';
/** Where all of a management cluster's clusters lie. */
export const NAMESPACE = 'clusters';
export const CLUSTER_LABEL = 'cluster.x-k8s.io/cluster-name';

const core = { group: 'cluster.x-k8s.io', version: 'v1beta2', custom: true };

export const CLUSTER_API_TYPES = [
  { ...core, kind: 'Cluster' },
  { ...core, kind: 'ClusterClass' },
  { ...core, kind: 'MachineDeployment' },
  { ...core, kind: 'MachineSet' },
  { ...core, kind: 'MachinePool' },
  { ...core, kind: 'Machine' },
  { ...core, kind: 'MachineHealthCheck' },
  {
    ...core,
    group: 'controlplane.cluster.x-k8s.io',
    kind: 'KubeadmControlPlane',
  },
].map(defineResourceType);

export type Versions = { version: string; replicas: number }[];

export type Counts = {
  replicas: number;
  readyReplicas: number;
  availableReplicas: number;
  upToDateReplicas: number;
};

export type Status = {
  observedGeneration?: number;
  phase?: string;
  conditions?: Condition[];
  [field: string]: unknown;
};

export type Cluster = KubernetesObject & {
  spec: {
    paused?: boolean;
    controlPlaneEndpoint?: { host: string; port: number };
    topology: { version: string; [field: string]: unknown };
    [field: string]: unknown;
  };
  status?: Status;
};

/** A KubeadmControlPlane, MachineDeployment, MachineSet or MachinePool. */
export type Pool = KubernetesObject & {
  spec: {
    replicas: number;
    /** Of a control plane. */
    version?: string;
    /** Of all others. */
    template?: { spec: { version: string; [field: string]: unknown } };
    rollout?: { after?: string; [field: string]: unknown };
    [field: string]: unknown;
  };
  status?: Status;
};

export type Machine = KubernetesObject & {
  spec: { version: string; [field: string]: unknown };
  status?: Status & { nodeRef?: { name: string } };
};

export type HealthCheck = KubernetesObject & {
  spec: { [field: string]: unknown };
  status?: Status;
};
