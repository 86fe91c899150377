import { definePoll } from '@fleetview/backstage-plugin-fleet-node';
import { mapAllocation } from './mapAllocation';
import { readDays } from './readDays';
import { readHourQueries } from './readHourQueries';
import { readHours } from './readHours';
import { readQueries } from './readQueries';
import {
  costItemSchema,
  prometheusSettings,
  type QueryAnswer,
  queryAnswerSchema,
  type VectorAnswer,
} from './schema';

function isVector(answer: QueryAnswer): answer is VectorAnswer {
  return answer.data.resultType === 'vector';
}

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
      const [first, ...others] = [
        ...readQueries(asked),
        ...readHourQueries(asked),
      ];
      return [first.path, ...others.map(({ path }) => path)];
    },
    // What is wrong with hours takes nothing of the days with it.
    required: asked => readQueries(asked).length,
    answer: queryAnswerSchema,
    items: (answers, { optional, ...asked }) => {
      const vectors = answers.filter(isVector);
      if (vectors.length < answers.length) {
        return { invalid: 'data.resultType: a vector was asked for' };
      }
      const { settings, prices: rows = [] } = asked;
      const days = readDays({
        answers: vectors,
        questions: readQueries(asked),
        settings,
        rows,
      });
      if ('invalid' in days) return days;
      const hours = readHours({
        answers: optional,
        questions: readHourQueries(asked),
        settings,
        rows,
      });
      return [...days, ...hours];
    },
    item: costItemSchema,
    map: mapAllocation,
  }),
];
