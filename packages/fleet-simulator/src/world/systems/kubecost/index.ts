import type { WorldSystemDefinition } from '../WorldSystem';
import { Kubecost, KUBECOST_NAMESPACE, KUBECOST_SERVICE } from './Kubecost';

/** One server for the costs of all clusters of a cloud, told over HTTP. */
export const kubecostSystem: WorldSystemDefinition = {
  id: 'kubecost',
  types: [],
  namespaces: [KUBECOST_NAMESPACE],
  namesClusters: true,
  rules: [
    {
      apiGroups: [''],
      resources: ['services/proxy'],
      verbs: ['get'],
      namespaces: [KUBECOST_NAMESPACE],
      resourceNames: [`http:${KUBECOST_SERVICE.name}:${KUBECOST_SERVICE.port}`],
    },
  ],
  polls: ({ name: clusterId }) => [
    {
      poll: 'kubecost/Allocation',
      hasHistory: true,
      hasHours: true,
      namespace: KUBECOST_NAMESPACE,
      settings: { clusterId, currency: 'USD' },
    },
    {
      poll: 'kubecost/ClusterDiagnostic',
      namespace: KUBECOST_NAMESPACE,
      settings: { clusterId },
    },
    {
      poll: 'kubecost/Budget',
      namespace: KUBECOST_NAMESPACE,
      settings: { clusterId, currency: 'USD' },
    },
  ],
  create: context => new Kubecost(context),
};
