import { definePoll } from '@fleetview/backstage-plugin-fleet-node';
import { mapAlert } from './mapAlert';
import { mapAllocation } from './mapAllocation';
import { readAlerts } from './readAlerts';
import { readDays } from './readDays';
import { readHourQueries } from './readHourQueries';
import { readHours } from './readHours';
import { readQueries } from './readQueries';
import {
  alertItemSchema,
  alertSettings,
  costItemSchema,
  prometheusSettings,
  type QueryAnswer,
  queryAnswerSchema,
  rulesAnswerSchema,
  type VectorAnswer,
} from './schema';

function isVector(answer: QueryAnswer): answer is VectorAnswer {
  return answer.data.resultType === 'vector';
}

const SERVICE = {
  name: 'prometheus-server',
  port: 80,
  scheme: 'http',
} as const;

export const prometheusPolls = [
  definePoll({
    group: 'api.prometheus',
    version: 'v1',
    kind: 'Allocation',
    facts: ['allocation'],
    reads:
      "requests (of GPUs, too) and use of workloads, what nodes have, prices from OpenCost's metrics or a sheet, load balancers, and what is sent and received where `settings.network` says so, for each of the last whole days; namespaces and clusters are sums of them; labels where `settings.labels` names them",
    extension: {
      role: 'prometheus-api',
      grants:
        'GET requests to Prometheus or Thanos through the API server; whoever may ask may ask for every metric, and only those of requests, use, nodes, labels and prices are',
    },
    service: SERVICE,
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
  definePoll({
    group: 'api.prometheus',
    version: 'v1',
    kind: 'Alert',
    facts: ['alert'],
    reads:
      'the rules for alerts: which could be evaluated, and of the alerts that fire their name, severity, summary, since when, and what their labels name: namespace, workload, pod',
    extension: {
      role: 'prometheus-api',
      grants: 'of its rules, which alerts fire is asked for',
    },
    service: SERVICE,
    intervalSeconds: 60,
    maxBytes: 16 * 1024 * 1024,
    settings: alertSettings,
    paths: ({ settings }) => [
      `${settings.pathPrefix ?? ''}/api/v1/rules?type=alert`,
    ],
    answer: rulesAnswerSchema,
    items: ([answer], { settings, answeredAt }) =>
      readAlerts(answer, { settings, answeredAt }),
    item: alertItemSchema,
    map: mapAlert,
  }),
];
