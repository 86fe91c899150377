import type { AdapterLook } from '@fleetview/backstage-plugin-fleet-node';

/** Never a Secret, and nothing that holds somebody's credentials. */
const extension = {
  role: 'differences',
  grants:
    'single objects of some kinds that are delivered, by their names: whether they are there, and where others than their engine wrote them',
};

const kind = (
  group: string,
  version: string,
  name: string,
  plural: string,
  namespaced = true,
): AdapterLook => ({ group, version, kind: name, plural, namespaced });

/** Kinds that the default role does not open. */
const extended: AdapterLook[] = [
  kind('', 'v1', 'ConfigMap', 'configmaps'),
  kind('', 'v1', 'Service', 'services'),
  kind('', 'v1', 'ServiceAccount', 'serviceaccounts'),
  kind('', 'v1', 'PersistentVolumeClaim', 'persistentvolumeclaims'),
  kind('networking.k8s.io', 'v1', 'Ingress', 'ingresses'),
  kind('networking.k8s.io', 'v1', 'NetworkPolicy', 'networkpolicies'),
  kind('policy', 'v1', 'PodDisruptionBudget', 'poddisruptionbudgets'),
];

/** What is delivered most, and can be looked at; workloads for what their watch does not tell. */
export const looks: AdapterLook[] = [
  ...extended.map(each => ({ ...each, extension })),
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
];
