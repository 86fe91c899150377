import type { WorldSystemDefinition } from '../WorldSystem';
import { OPENCOST_NAMESPACE, OPENCOST_SERVICE, OpenCost } from './OpenCost';

/** Costs of the cluster that it runs on, told over HTTP. */
export const opencostSystem: WorldSystemDefinition = {
  id: 'opencost',
  types: [],
  namespaces: [OPENCOST_NAMESPACE],
  rules: [
    {
      apiGroups: [''],
      resources: ['services/proxy'],
      verbs: ['get'],
      namespaces: [OPENCOST_NAMESPACE],
      resourceNames: [`http:${OPENCOST_SERVICE.name}:${OPENCOST_SERVICE.port}`],
    },
  ],
  polls: ({ name, environment }) => [
    {
      poll: 'opencost/Allocation',
      hasHistory: true,
      hasHours: true,
      namespace: OPENCOST_NAMESPACE,
      settings: {
        clusterId: name,
        currency: 'USD',
        labels: ['app.kubernetes.io/part-of'],
      },
    },
    {
      poll: 'opencost/Asset',
      hasHistory: true,
      namespace: OPENCOST_NAMESPACE,
      settings: { clusterId: name, currency: 'USD' },
    },
    ...(environment === 'management'
      ? [
          {
            poll: 'opencost/CloudCost',
            namespace: OPENCOST_NAMESPACE,
            settings: { currency: 'USD' },
          },
        ]
      : []),
  ],
  create: context => new OpenCost(context),
};
