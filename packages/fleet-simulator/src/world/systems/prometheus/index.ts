import type { WorldSystemDefinition } from '../WorldSystem';
import {
  Prometheus,
  PROMETHEUS_NAMESPACE,
  PROMETHEUS_SERVICE,
} from './Prometheus';

/** Metrics of the cluster that it runs on, told over HTTP. */
export const prometheusSystem: WorldSystemDefinition = {
  id: 'prometheus',
  types: [],
  namespaces: [PROMETHEUS_NAMESPACE],
  rules: [
    {
      apiGroups: [''],
      resources: ['services/proxy'],
      verbs: ['get'],
      namespaces: [PROMETHEUS_NAMESPACE],
      resourceNames: [
        `http:${PROMETHEUS_SERVICE.name}:${PROMETHEUS_SERVICE.port}`,
      ],
    },
  ],
  polls: ({ provider, region }) => [
    {
      poll: 'prometheus/Allocation',
      hasHistory: true,
      hasHours: true,
      namespace: PROMETHEUS_NAMESPACE,
      settings: {
        currency: 'EUR',
        sizing: true,
        network: true,
        labels: ['app.kubernetes.io/part-of'],
        // What the company has agreed on, where no exporter tells prices.
        prices: [
          {
            provider,
            region,
            cpuHour: 0.029,
            gibHour: 0.0039,
            volumeGibHour: 0.00013,
            gpuHour: 0.12,
          },
        ],
      },
    },
    { poll: 'prometheus/Alert', namespace: PROMETHEUS_NAMESPACE },
  ],
  create: context => new Prometheus(context),
};
