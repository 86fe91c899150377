import { uidFor } from '../random';
import { KubernetesObject } from '../types';
import {
  daemonSetManifest,
  deploymentManifest,
  statefulSetManifest,
} from './builders/workloads';
import { trackingId } from './controllers/TrackedObjects';
import type { Instance } from './Instance';

/** An object with the marks by which the engine of an instance knows what is its own. */
export function markOf(
  instance: Instance,
  object: KubernetesObject,
): KubernetesObject {
  const { delivery } = instance.cluster;
  const { metadata } = object;
  if (delivery.engine === 'argocd') {
    metadata.annotations = {
      ...metadata.annotations,
      'argocd.argoproj.io/tracking-id': trackingId(
        instance.applicationName,
        object,
      ),
    };
  }
  if (delivery.engine === 'flux') {
    const isHelm = instance.component.packaging === 'helm';
    const engine = isHelm ? 'helm' : 'kustomize';
    metadata.labels = {
      ...metadata.labels,
      ...(isHelm && { 'app.kubernetes.io/managed-by': 'Helm' }),
      [`${engine}.toolkit.fluxcd.io/name`]: instance.component.name,
      [`${engine}.toolkit.fluxcd.io/namespace`]: isHelm
        ? instance.namespace
        : 'flux-system',
    };
  }
  return object;
}

const SIZES = [
  { cpuMillicores: 50, memoryMebibytes: 128 },
  { cpuMillicores: 100, memoryMebibytes: 256 },
  { cpuMillicores: 100, memoryMebibytes: 384 },
  { cpuMillicores: 300, memoryMebibytes: 512 },
];

/** What a component's pods ask for: not all the same, more in production, and more since a release that asks for more. */
function requestsOf(instance: Instance, version: string) {
  const { component, cluster, pastRelease } = instance;
  const size = SIZES[parseInt(uidFor(component.name).slice(0, 2), 16) % 4];
  // One template serves all clusters of a ManifestWorkReplicaSet.
  const isLarge =
    cluster.environment === 'production' && cluster.delivery.engine !== 'ocm';
  const isRaised = pastRelease !== undefined && version !== pastRelease.from;
  const factor =
    (isLarge ? 3 : 1) * (isRaised ? pastRelease.requestsFactor : 1);
  return {
    cpuMillicores: Math.round(size.cpuMillicores * factor),
    memoryMebibytes: Math.round(size.memoryMebibytes * factor),
  };
}

function renderWorkload(instance: Instance, version: string): KubernetesObject {
  const { component, cluster, namespace, workload } = instance;
  const label = instance.labelOf(version);
  const versionLabel: Record<string, string> = label
    ? { 'app.kubernetes.io/version': label }
    : {};
  const identity = {
    ...versionLabel,
    'app.kubernetes.io/part-of': component.system,
    'app.kubernetes.io/component': component.type,
  };
  const bound: Record<string, string> =
    component.binding === 'label'
      ? { 'backstage.io/kubernetes-id': component.name }
      : {};
  const options = {
    name: workload,
    namespace,
    image: instance.imageOf(version),
    labels: { ...identity, ...bound },
    requests: requestsOf(instance, version),
    podLabels: { ...versionLabel, ...bound },
    environment: {
      ENVIRONMENT: cluster.environment,
      // One template serves all clusters of a ManifestWorkReplicaSet.
      ...(cluster.delivery.engine !== 'ocm' && { REGION: cluster.region }),
      LOG_LEVEL: cluster.environment === 'production' ? 'info' : 'debug',
    },
    port: component.port,
  };
  switch (component.kind) {
    case 'DaemonSet':
      return daemonSetManifest(options);
    case 'StatefulSet':
      return statefulSetManifest({ ...options, replicas: instance.replicas });
    default:
      return deploymentManifest({
        ...options,
        progressDeadlineSeconds: component.progressDeadlineSeconds,
        ...(!component.autoscaled && { replicas: instance.replicas }),
      });
  }
}

function renderService(instance: Instance): KubernetesObject {
  const { component, namespace, workload } = instance;
  const labels = { 'app.kubernetes.io/name': workload };
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: component.name,
      namespace,
      labels: {
        ...labels,
        ...(component.binding === 'label' && {
          'backstage.io/kubernetes-id': component.name,
        }),
      },
    },
    spec: {
      type: 'ClusterIP',
      selector: labels,
      ports: [
        {
          name: 'main',
          port: component.port === 8080 ? 80 : component.port,
          protocol: 'TCP',
          targetPort: 'main',
        },
      ],
    },
  };
}

function renderAutoscaler(instance: Instance): KubernetesObject {
  const { component, namespace, workload } = instance;
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: {
      name: component.name,
      namespace,
      labels: {
        'app.kubernetes.io/name': workload,
        ...(component.binding === 'label' && {
          'backstage.io/kubernetes-id': component.name,
        }),
      },
    },
    spec: {
      scaleTargetRef: {
        apiVersion: 'apps/v1',
        kind: component.kind,
        name: workload,
      },
      minReplicas: 1,
      maxReplicas: instance.replicas + 1,
      metrics: [
        {
          type: 'Resource',
          resource: {
            name: 'cpu',
            target: { type: 'Utilization', averageUtilization: 65 },
          },
        },
      ],
    },
  };
}

function renderIngress(instance: Instance, host: string): KubernetesObject {
  const { component, cluster, namespace, dnsDomain } = instance;
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name: component.name,
      namespace,
      labels: {
        'app.kubernetes.io/name': component.name,
        ...(component.binding === 'label' && {
          'backstage.io/kubernetes-id': component.name,
        }),
      },
    },
    spec: {
      ingressClassName: 'gateway',
      rules: [
        {
          host: `${host}.${cluster.name}.${dnsDomain}`,
          http: {
            paths: [
              {
                path: '/',
                pathType: 'Prefix',
                backend: {
                  service: { name: component.name, port: { name: 'main' } },
                },
              },
            ],
          },
        },
      ],
    },
  };
}

function renderCronJob(
  instance: Instance,
  version: string,
  schedule: string,
): KubernetesObject {
  const { component, namespace } = instance;
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: {
      name: `${component.name}-run`,
      namespace,
      labels: { 'app.kubernetes.io/name': component.name },
    },
    spec: {
      schedule,
      concurrencyPolicy: 'Forbid',
      suspend: false,
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 1,
      jobTemplate: {
        spec: {
          template: {
            spec: {
              restartPolicy: 'OnFailure',
              containers: [
                {
                  name: 'run',
                  image: instance.imageOf(version),
                  args: ['run'],
                },
              ],
            },
          },
        },
      },
    },
  };
}

/** The same on all clusters: one template serves all of a ManifestWorkReplicaSet. */
function renderConfiguration(instance: Instance): KubernetesObject {
  const { component, namespace, workload } = instance;
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: `${component.name}-settings`,
      namespace,
      labels: {
        'app.kubernetes.io/name': workload,
        ...(component.binding === 'label' && {
          'backstage.io/kubernetes-id': component.name,
        }),
      },
    },
    data: {
      'request-timeout': '30s',
      'settings.yaml': `cache:\n  maximumEntries: 10000\n  timeToLive: 5m\nretries: 3\n`,
    },
  };
}

/** The objects that a delivery applies for one component at one version. */
export function renderManifests(
  instance: Instance,
  version: string,
): KubernetesObject[] {
  const { component } = instance;
  const objects = [renderWorkload(instance, version)];
  if (component.kind !== 'DaemonSet') objects.push(renderService(instance));
  if (component.autoscaled) objects.push(renderAutoscaler(instance));
  if (component.host) objects.push(renderIngress(instance, component.host));
  if (component.schedule) {
    objects.push(renderCronJob(instance, version, component.schedule));
  }
  if (component.configuration) objects.push(renderConfiguration(instance));
  return objects.map(object => markOf(instance, object));
}
