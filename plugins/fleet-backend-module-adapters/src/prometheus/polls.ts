import { definePoll } from '@fleetview/backstage-plugin-fleet-node';
import { mapAllocation } from './mapAllocation';
import { readDays } from './readDays';
import { readQueries } from './readQueries';
import {
  costItemSchema,
  prometheusSettings,
  vectorAnswerSchema,
} from './schema';

export const prometheusPolls = [
  definePoll({
    group: 'api.prometheus',
    version: 'v1',
    kind: 'Allocation',
    facts: ['allocation'],
    reads:
      "requests and use of workloads, what nodes have, and prices from OpenCost's metrics or a sheet, for each of the last whole days; namespaces and clusters are sums of them",
    extension: {
      role: 'prometheus-api',
      grants:
        'GET requests to Prometheus or Thanos through the API server; whoever may ask may ask for every metric, and only those of requests, use, nodes and prices are',
    },
    service: { name: 'prometheus-server', port: 80, scheme: 'http' },
    intervalSeconds: 3600,
    maxBytes: 16 * 1024 * 1024,
    // What Prometheus itself gives a query.
    timeoutSeconds: 120,
    settings: prometheusSettings,
    pricesOf: ({ currency, prices }) => ({
      ...(currency === undefined ? {} : { currency }),
      prices,
    }),
    paths: asked => {
      const [first, ...others] = readQueries(asked);
      return [first.path, ...others.map(({ path }) => path)];
    },
    answer: vectorAnswerSchema,
    items: (answers, asked) =>
      readDays({
        answers,
        questions: readQueries(asked),
        settings: asked.settings,
        rows: asked.prices ?? [],
      }),
    item: costItemSchema,
    map: mapAllocation,
  }),
];
