import type { AdapterLook } from '@fleetview/backstage-plugin-fleet-node';

const kind = (
  group: string,
  version: string,
  name: string,
  plural: string,
  namespaced = true,
): AdapterLook => ({ group, version, kind: name, plural, namespaced });

/**
 * What is delivered most, and can be looked at. Never a Secret, and nothing that holds
 * somebody's credentials.
 */
export const looks: AdapterLook[] = [
  kind('', 'v1', 'ConfigMap', 'configmaps'),
  kind('', 'v1', 'Service', 'services'),
  kind('', 'v1', 'ServiceAccount', 'serviceaccounts'),
  kind('', 'v1', 'PersistentVolumeClaim', 'persistentvolumeclaims'),
  kind('apps', 'v1', 'Deployment', 'deployments'),
  kind('apps', 'v1', 'StatefulSet', 'statefulsets'),
  kind('apps', 'v1', 'DaemonSet', 'daemonsets'),
  kind('batch', 'v1', 'CronJob', 'cronjobs'),
  kind(
    'autoscaling',
    'v2',
    'HorizontalPodAutoscaler',
    'horizontalpodautoscalers',
  ),
  kind('networking.k8s.io', 'v1', 'Ingress', 'ingresses'),
  kind('networking.k8s.io', 'v1', 'NetworkPolicy', 'networkpolicies'),
  kind('policy', 'v1', 'PodDisruptionBudget', 'poddisruptionbudgets'),
];
