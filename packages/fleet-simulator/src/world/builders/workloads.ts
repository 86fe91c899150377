import { KubernetesObject } from '../../types';
import {
  Container,
  DaemonSet,
  Deployment,
  PodTemplate,
  StatefulSet,
} from '../kinds';
import { DEFAULT_START_TIME, toTimestamp } from '../../clock';

/** What the workload builders share. @public */
export type WorkloadOptions = {
  name: string;
  namespace: string;
  image: string;
  /** On the workload itself. */
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  /** On its pods, beside the selector's. */
  podLabels?: Record<string, string>;
  environment?: Record<string, string>;
  port?: number;
  /** What a pod asks for; little unless given. */
  requests?: { cpuMillicores: number; memoryMebibytes: number };
  /** Changes the pods without changing anything else about them. */
  podAnnotations?: Record<string, string>;
};

function container(options: WorkloadOptions): Container {
  const { name, image, port = 8080, environment = {} } = options;
  const { cpuMillicores, memoryMebibytes } = options.requests ?? {
    cpuMillicores: 100,
    memoryMebibytes: 256,
  };
  return {
    name,
    image,
    imagePullPolicy: 'IfNotPresent',
    env: Object.entries(environment).map(([key, value]) => ({
      name: key,
      value,
    })),
    ports: [{ name: 'main', containerPort: port, protocol: 'TCP' }],
    readinessProbe: {
      tcpSocket: { port: 'main' },
      periodSeconds: 5,
      timeoutSeconds: 1,
      successThreshold: 1,
      failureThreshold: 3,
    },
    resources: {
      requests: { cpu: `${cpuMillicores}m`, memory: `${memoryMebibytes}Mi` },
      limits: { memory: `${2 * memoryMebibytes}Mi` },
    },
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
  };
}

function selectorLabels(options: WorkloadOptions): Record<string, string> {
  return { 'app.kubernetes.io/name': options.name };
}

function template(options: WorkloadOptions): PodTemplate {
  return {
    metadata: {
      labels: { ...selectorLabels(options), ...options.podLabels },
      ...(options.podAnnotations && { annotations: options.podAnnotations }),
    },
    spec: {
      containers: [container(options)],
      dnsPolicy: 'ClusterFirst',
      restartPolicy: 'Always',
      schedulerName: 'default-scheduler',
      securityContext: {},
      serviceAccountName: 'default',
      terminationGracePeriodSeconds: 30,
    },
  };
}

function metadata(options: WorkloadOptions): KubernetesObject['metadata'] {
  return {
    name: options.name,
    namespace: options.namespace,
    labels: { ...selectorLabels(options), ...options.labels },
    ...(options.annotations && { annotations: options.annotations }),
  };
}

/** A Deployment as somebody applies it: no status. Without `replicas` an autoscaler decides. */
export function deploymentManifest(
  options: WorkloadOptions & {
    replicas?: number;
    /** 600, as Kubernetes has it, unless given. */
    progressDeadlineSeconds?: number;
  },
): Deployment {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadata(options),
    spec: {
      ...(options.replicas !== undefined && { replicas: options.replicas }),
      revisionHistoryLimit: 3,
      progressDeadlineSeconds: options.progressDeadlineSeconds ?? 600,
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' },
      },
      selector: { matchLabels: selectorLabels(options) },
      template: template(options),
    },
  };
}

/** A StatefulSet as somebody applies it: no status. */
export function statefulSetManifest(
  options: WorkloadOptions & { replicas?: number },
): StatefulSet {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: metadata(options),
    spec: {
      ...(options.replicas !== undefined && { replicas: options.replicas }),
      revisionHistoryLimit: 10,
      podManagementPolicy: 'OrderedReady',
      updateStrategy: {
        type: 'RollingUpdate',
        rollingUpdate: { partition: 0 },
      },
      serviceName: options.name,
      selector: { matchLabels: selectorLabels(options) },
      template: template(options),
    },
  };
}

/** A DaemonSet as somebody applies it: no status. */
export function daemonSetManifest(options: WorkloadOptions): DaemonSet {
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: metadata(options),
    spec: {
      revisionHistoryLimit: 10,
      updateStrategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: 0, maxUnavailable: 1 },
      },
      selector: { matchLabels: selectorLabels(options) },
      template: template(options),
    },
  };
}

/**
 * A Deployment with status: all pods available, or as many as `available` says.
 * @public
 */
export function buildDeployment(
  options: WorkloadOptions & {
    replicas?: number;
    available?: number;
    /** Milliseconds since the epoch. */
    createdAt?: number;
  },
): KubernetesObject {
  const replicas = options.replicas ?? 2;
  const available = options.available ?? replicas;
  const time = toTimestamp(options.createdAt ?? DEFAULT_START_TIME);
  const manifest = deploymentManifest({ ...options, replicas });
  const isComplete = available >= replicas;
  return {
    ...manifest,
    metadata: { ...manifest.metadata, creationTimestamp: time, generation: 1 },
    status: {
      observedGeneration: 1,
      replicas,
      updatedReplicas: replicas,
      readyReplicas: available,
      availableReplicas: available,
      ...(!isComplete && { unavailableReplicas: replicas - available }),
      conditions: [
        {
          type: 'Available',
          status: isComplete ? 'True' : 'False',
          reason: isComplete
            ? 'MinimumReplicasAvailable'
            : 'MinimumReplicasUnavailable',
          message: isComplete
            ? 'Deployment has minimum availability.'
            : 'Deployment does not have minimum availability.',
          lastTransitionTime: time,
          lastUpdateTime: time,
        },
        {
          type: 'Progressing',
          status: 'True',
          reason: isComplete ? 'NewReplicaSetAvailable' : 'ReplicaSetUpdated',
          message: isComplete
            ? `ReplicaSet "${options.name}" has successfully progressed.`
            : `ReplicaSet "${options.name}" is progressing.`,
          lastTransitionTime: time,
          lastUpdateTime: time,
        },
      ],
    },
  };
}
