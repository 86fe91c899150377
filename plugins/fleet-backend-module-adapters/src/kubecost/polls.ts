import { definePoll } from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';
import {
  allocationQuestions,
  type AllocationQuestion,
} from '../costs/allocationQuestions';
import { hourQuestions, type HourQuestion } from '../costs/hourQuestions';
import { readAllocationItems } from '../costs/readAllocationItems';
import { readHourItems } from '../costs/readHourItems';
import {
  allocationSettings,
  type AllocationSettings,
  clusterSettings,
} from '../costs/settings';
import { whoseNamed } from '../costs/whoseCluster';
import { mapAllocation } from './mapAllocation';
import { mapBudget } from './mapBudget';
import { mapClusterDiagnostic } from './mapClusterDiagnostic';
import { readDiagnostics } from './readDiagnostics';
import {
  allocationAnswerSchema,
  budgetSchema,
  budgetsAnswerSchema,
  clusterDiagnosticSchema,
  costItemSchema,
  diagnosticsAnswerSchema,
} from './schema';

const common = {
  group: 'api.kubecost',
  version: 'v1',
  extension: {
    role: 'kubecost-api',
    grants:
      'GET requests to Kubecost through the API server; costs of whole days, diagnostics and budgets are asked for',
  },
  service: {
    name: 'kubecost-cost-analyzer',
    port: 9090,
    scheme: 'http' as const,
  },
  intervalSeconds: 3600,
  maxBytes: 32 * 1024 * 1024,
  // It is computed when it is asked for.
  timeoutSeconds: 120,
};

function questionsFor(
  settings: AllocationSettings,
  askedAt: string,
): AllocationQuestion[] {
  return allocationQuestions(
    '/model/allocation',
    // Of each cluster its own, and added to nothing.
    'idle=true&splitIdle=true&shareIdle=false',
    settings,
    askedAt,
  );
}

function hoursFor(
  { hours }: AllocationSettings,
  askedAt: string,
): HourQuestion[] {
  return hours
    ? hourQuestions(
        '/model/allocation',
        'accumulate=hour&idle=true&splitIdle=true&shareIdle=false',
        askedAt,
      )
    : [];
}

const keySchema = z.object({
  id: z.string().catch(''),
  name: z.string().catch(''),
});

export const kubecostPolls = [
  definePoll({
    ...common,
    kind: 'Allocation',
    facts: ['allocation'],
    reads:
      'costs, requests and use of workloads of all clusters, with idle cost, for each of the last whole days; namespaces and clusters are sums of them; labels where `settings.labels` names them',
    settings: allocationSettings,
    paths: ({ settings, askedAt }) => {
      const [first, ...others] = [
        ...questionsFor(settings, askedAt),
        ...hoursFor(settings, askedAt),
      ];
      return [first.path, ...others.map(({ path }) => path)];
    },
    // What is wrong with hours takes nothing of the days with it.
    required: ({ settings, askedAt }) => questionsFor(settings, askedAt).length,
    answer: allocationAnswerSchema,
    items: (answers, { settings, askedAt, optional }) => {
      const questions = questionsFor(settings, askedAt);
      const of = whoseNamed(settings.clusterId);
      const items = readAllocationItems({
        answers,
        questions,
        settings,
        of,
      });
      if ('invalid' in items) return items;
      return [
        ...items,
        ...readHourItems({
          answers: optional,
          questions: hoursFor(settings, askedAt),
          currency: settings.currency,
          of,
        }),
      ];
    },
    item: costItemSchema,
    map: mapAllocation,
  }),
  definePoll({
    ...common,
    kind: 'ClusterDiagnostic',
    facts: ['agent'],
    reads:
      'when the agent on each cluster last ran, its version, and which of its checks fail',
    intervalSeconds: 300,
    maxBytes: 8 * 1024 * 1024,
    settings: clusterSettings,
    paths: () => ['/model/diagnostics/multicluster?window=1d'],
    answer: diagnosticsAnswerSchema,
    items: ([answer], { settings }) =>
      readDiagnostics(answer, settings.clusterId),
    item: clusterDiagnosticSchema,
    map: mapClusterDiagnostic,
  }),
  definePoll({
    ...common,
    kind: 'Budget',
    facts: ['budget'],
    reads:
      'limit, spending, interval and thresholds of budgets, and what they are for; nobody who is told',
    maxBytes: 8 * 1024 * 1024,
    settings: clusterSettings,
    paths: () => ['/model/budgets'],
    answer: budgetsAnswerSchema,
    items: ([{ data }], { settings }) =>
      (data ?? []).map(budget => {
        const { id, name } = keySchema.parse(Object(budget));
        const key = id || name;
        return { key, name: key.slice(0, 512), item: { budget, settings } };
      }),
    item: budgetSchema,
    map: mapBudget,
  }),
];
