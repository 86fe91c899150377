import { definePoll } from '@fleetview/backstage-plugin-fleet-node';
import {
  allocationQuestions,
  type AllocationQuestion,
} from '../costs/allocationQuestions';
import { clusterNames } from '../costs/clusterNames';
import { readAllocationItems } from '../costs/readAllocationItems';
import {
  allocationSettings,
  type AllocationSettings,
  assetSettings,
  billSettings,
} from '../costs/settings';
import { hourQuestions, type HourQuestion } from '../costs/hourQuestions';
import { readHourItems } from '../costs/readHourItems';
import { askedDays, wholeDays, type Window } from '../costs/wholeDays';
import { whoseCluster } from '../costs/whoseCluster';
import { mapAllocation } from './mapAllocation';
import { mapAsset } from './mapAsset';
import { mapCloudCost } from './mapCloudCost';
import { readAssetItems } from './readAssetItems';
import { readCloudCostItems } from './readCloudCostItems';
import {
  allocationAnswerSchema,
  assetAnswerSchema,
  cloudCostAnswerSchema,
  costItemSchema,
} from './schema';

const common = {
  group: 'api.opencost',
  version: 'v1',
  facts: ['allocation'] as ['allocation'],
  extension: {
    role: 'opencost-api',
    grants:
      'GET requests to OpenCost through the API server; costs of whole days are asked for. OpenCost has addresses that act on GET (`/cloudCost/rebuild`, `/cloudCost/repair`), which are never asked for, and which the role cannot exclude',
  },
  service: { name: 'opencost', port: 9003, scheme: 'http' as const },
  // The answer changes once a day, and with corrections.
  intervalSeconds: 3600,
  maxBytes: 16 * 1024 * 1024,
  // It is computed when it is asked for.
  timeoutSeconds: 120,
};

function questionsFor(
  settings: AllocationSettings,
  askedAt: string,
): AllocationQuestion[] {
  return allocationQuestions(
    '/allocation/compute',
    'includeIdle=true',
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
        '/allocation/compute',
        'step=1h&accumulate=false&includeIdle=true',
        askedAt,
      )
    : [];
}

const spanOf = ({ start, end }: Window) => `window=${start},${end}`;

const assetQuestions = (
  settings: { days: number; historyDays: number },
  askedAt: string,
) =>
  askedDays(askedAt, settings).map(day => ({
    ...day,
    path: `/assets?${spanOf(day.window)}`,
  }));

const billQuestions = (days: number, askedAt: string) =>
  wholeDays(askedAt, days).map(window => ({
    window,
    path: `/cloudCost?${spanOf(
      window,
    )}&aggregate=provider,accountID,service,category&accumulate=all`,
  }));

/** As many as there are days, and there is one at least. */
function pathsOf(questions: { path: string }[]): [string, ...string[]] {
  const [first, ...others] = questions.map(({ path }) => path);
  return [first, ...others];
}

export const opencostPolls = [
  definePoll({
    ...common,
    kind: 'Allocation',
    reads:
      'costs, requests and use of workloads, with idle cost, for each of the last whole days; namespaces and clusters are sums of them; labels where `settings.labels` names them',
    settings: allocationSettings,
    paths: ({ settings, askedAt }) =>
      pathsOf([
        ...questionsFor(settings, askedAt),
        ...hoursFor(settings, askedAt),
      ]),
    // What is wrong with hours takes nothing of the days with it.
    required: ({ settings, askedAt }) => questionsFor(settings, askedAt).length,
    answer: allocationAnswerSchema,
    items: (answers, { settings, askedAt, optional }) => {
      const questions = questionsFor(settings, askedAt);
      const of = whoseCluster(
        clusterNames([...answers, ...optional]),
        settings.clusterId,
      );
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
    kind: 'Asset',
    reads:
      'costs of nodes, disks, load balancers and the like for each of the last whole days',
    settings: assetSettings,
    paths: ({ settings, askedAt }) =>
      pathsOf(assetQuestions(settings, askedAt)),
    answer: assetAnswerSchema,
    items: (answers, { settings, askedAt }) =>
      readAssetItems({
        answers,
        questions: assetQuestions(settings, askedAt),
        currency: settings.currency,
        whose: ids => whoseCluster(ids, settings.clusterId),
      }),
    item: costItemSchema,
    map: mapAsset,
  }),
  definePoll({
    ...common,
    kind: 'CloudCost',
    reads:
      "`amortizedNetCost` of a cloud's bill by account and service for each of the last whole days",
    settings: billSettings,
    paths: ({ settings, askedAt }) =>
      pathsOf(billQuestions(settings.days, askedAt)),
    answer: cloudCostAnswerSchema,
    items: (answers, { settings, askedAt }) =>
      readCloudCostItems({
        answers,
        questions: billQuestions(settings.days, askedAt),
        currency: settings.currency,
      }),
    item: costItemSchema,
    map: mapCloudCost,
  }),
];
