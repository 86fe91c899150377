import { Condition, JsonObject, KubernetesObject } from '../types';

/** The parts of the kinds that the simulation reads and writes itself. */

export type Container = {
  name: string;
  image: string;
  imagePullPolicy?: string;
  env?: { name: string; value: string }[];
  ports?: { name?: string; containerPort: number; protocol?: string }[];
  resources?: JsonObject;
  readinessProbe?: JsonObject;
  terminationMessagePath?: string;
  terminationMessagePolicy?: string;
};

export type PodTemplate = {
  metadata: {
    labels: Record<string, string>;
    annotations?: Record<string, string>;
  };
  spec: { containers: Container[]; [field: string]: unknown };
};

export type Deployment = KubernetesObject & {
  spec: {
    replicas?: number;
    selector: { matchLabels: Record<string, string> };
    template: PodTemplate;
    progressDeadlineSeconds?: number;
    paused?: boolean;
    [field: string]: unknown;
  };
  status?: {
    observedGeneration?: number;
    replicas?: number;
    updatedReplicas?: number;
    readyReplicas?: number;
    availableReplicas?: number;
    unavailableReplicas?: number;
    conditions?: Condition[];
  };
};

export type ReplicaSet = KubernetesObject & {
  spec: {
    replicas: number;
    selector: { matchLabels: Record<string, string> };
    template: PodTemplate;
  };
  status?: {
    observedGeneration?: number;
    replicas: number;
    fullyLabeledReplicas?: number;
    readyReplicas?: number;
    availableReplicas?: number;
    conditions?: Condition[];
  };
};

export type StatefulSet = KubernetesObject & {
  spec: {
    replicas?: number;
    selector: { matchLabels: Record<string, string> };
    serviceName: string;
    template: PodTemplate;
    [field: string]: unknown;
  };
  status?: {
    observedGeneration?: number;
    replicas: number;
    readyReplicas?: number;
    availableReplicas?: number;
    currentReplicas?: number;
    updatedReplicas?: number;
    currentRevision?: string;
    updateRevision?: string;
    collisionCount?: number;
  };
};

export type DaemonSet = KubernetesObject & {
  spec: {
    selector: { matchLabels: Record<string, string> };
    template: PodTemplate;
    [field: string]: unknown;
  };
  status?: {
    observedGeneration?: number;
    currentNumberScheduled: number;
    desiredNumberScheduled: number;
    numberMisscheduled: number;
    numberReady: number;
    numberAvailable?: number;
    numberUnavailable?: number;
    updatedNumberScheduled?: number;
  };
};

export type ContainerStatus = {
  name: string;
  image: string;
  imageID: string;
  containerID?: string;
  ready: boolean;
  started: boolean;
  restartCount: number;
  state: JsonObject;
  lastState: JsonObject;
};

export type Pod = KubernetesObject & {
  spec: {
    nodeName?: string;
    containers: Container[];
    [field: string]: unknown;
  };
  status: {
    phase: string;
    conditions: Condition[];
    containerStatuses?: ContainerStatus[];
    startTime?: string;
    podIP?: string;
    hostIP?: string;
    [field: string]: unknown;
  };
};

export type Node = KubernetesObject & {
  spec: { unschedulable?: boolean; [field: string]: unknown };
  status: { conditions: Condition[]; [field: string]: unknown };
};

export type ApplicationSource = {
  repoURL: string;
  path?: string;
  chart?: string;
  targetRevision: string;
  [field: string]: unknown;
};

export type ApplicationResource = {
  group?: string;
  version: string;
  kind: string;
  namespace?: string;
  name: string;
  status: 'Synced' | 'OutOfSync' | 'Unknown';
  /** It is there, and nothing wants it any more. */
  requiresPruning?: boolean;
};

export type OperationState = {
  phase: 'Running' | 'Succeeded' | 'Failed' | 'Error' | 'Terminating';
  message?: string;
  /** How often it was tried again. */
  retryCount?: number;
  startedAt: string;
  finishedAt?: string;
  operation: JsonObject;
  syncResult?: JsonObject & { revision: string };
  [field: string]: unknown;
};

export type ApplicationHistory = {
  id: number;
  revision: string;
  deployStartedAt: string;
  deployedAt: string;
  source: ApplicationSource;
  initiatedBy: JsonObject;
};

/** Argo CD's conditions have neither status nor reason. */
export type ApplicationCondition = {
  type: string;
  message: string;
  lastTransitionTime: string;
};

export type ApplicationStatus = {
  sync: {
    status: 'Synced' | 'OutOfSync' | 'Unknown';
    revision?: string;
    comparedTo?: JsonObject;
  };
  health: { status: string; lastTransitionTime?: string };
  resources?: ApplicationResource[];
  summary?: { images?: string[]; externalURLs?: string[] };
  history?: ApplicationHistory[];
  operationState?: OperationState;
  conditions?: ApplicationCondition[];
  reconciledAt?: string;
  sourceType?: string;
  controllerNamespace?: string;
  resourceHealthSource?: string;
};

export type Application = KubernetesObject & {
  spec: {
    project: string;
    source: ApplicationSource;
    destination: { server?: string; name?: string; namespace: string };
    syncPolicy?: {
      automated?: { prune?: boolean; selfHeal?: boolean; enabled?: boolean };
      retry?: { limit?: number };
      [field: string]: unknown;
    };
    [field: string]: unknown;
  };
  operation?: JsonObject;
  status?: ApplicationStatus;
};

export type Kustomization = KubernetesObject & {
  spec: {
    suspend?: boolean;
    sourceRef: { kind: string; name: string; namespace?: string };
    path: string;
    [field: string]: unknown;
  };
  status?: {
    observedGeneration?: number;
    conditions?: Condition[];
    lastAppliedRevision?: string;
    lastAttemptedRevision?: string;
    lastHandledReconcileAt?: string;
    inventory?: { entries: { id: string; v: string }[] };
    history?: JsonObject[];
  };
};

export type HelmReleaseSnapshot = JsonObject & {
  version: number;
  chartVersion: string;
  status: string;
};

export type HelmRelease = KubernetesObject & {
  spec: { suspend?: boolean; chart: JsonObject; [field: string]: unknown };
  status?: {
    observedGeneration?: number;
    conditions?: Condition[];
    history?: HelmReleaseSnapshot[];
    lastAttemptedRevision?: string;
    lastHandledReconcileAt?: string;
    [field: string]: unknown;
  };
};

export type FluxSource = KubernetesObject & {
  spec: JsonObject;
  status?: {
    observedGeneration?: number;
    conditions?: Condition[];
    artifact?: JsonObject & { revision: string };
    lastHandledReconcileAt?: string;
    [field: string]: unknown;
  };
};
