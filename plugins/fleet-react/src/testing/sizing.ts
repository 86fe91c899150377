import {
  addDays,
  DEFAULT_RELEASE_SETTINGS,
  DEFAULT_RIGHT_SIZING,
  type FleetRightSizing,
  type PromotionCostAnswer,
  type PromotionCostQuery,
  type ReleaseCosts,
  type ReleaseCostsQuery,
  type SizedWorkload,
} from '@fleetview/backstage-plugin-fleet-common';
import { NOW } from './builders';

const TODAY = '2026-11-20';
const AS_OF = new Date(NOW).toISOString();
const NO_COVERAGE = { clusters: 0, complete: 0, gaps: [], gapsTotal: 0 };
const COVERAGE = { ...NO_COVERAGE, clusters: 3, complete: 3 };
const EUW1 = { id: 'c-euw1b', name: 'prod-euw1-b' };
const USE1 = { id: 'c-use1a', name: 'prod-use1-a' };
const APS1 = { id: 'c-aps1', name: 'prod-aps1' };
const MIB = 1024 ** 2;

const basisOf = (resource: 'cpu' | 'ram') => {
  const { quantile, headroom, leastDays, leastChange } =
    DEFAULT_RIGHT_SIZING[resource];
  return { quantile, headroom, leastDays, leastChange };
};

const BASIS = { cpu: basisOf('cpu'), ram: basisOf('ram') };
const SPAN = { first: addDays(TODAY, -14), last: addDays(TODAY, -1) };

const workload = (
  name: string,
  over: Partial<SizedWorkload>,
): SizedWorkload => ({
  cluster: EUW1,
  namespace: 'payments',
  kind: 'Deployment',
  name,
  containers: [name],
  component: `component:default/${name}`,
  owner: 'group:default/payments',
  money: 'EUR',
  replicas: 4,
  costPerMonth: 400,
  cpu: { days: 14, requested: 0.5, used: 0.43, why: 'small' },
  ram: { days: 14, requested: 512 * MIB, used: 450 * MIB, why: 'small' },
  ...over,
});

/**
 * What the company's workloads should request: one less, one more, and one each of which it
 * cannot be said as it was throttled, was killed, or nobody knows.
 *
 * @public
 */
export function companyRightSizing(): FleetRightSizing {
  const items: SizedWorkload[] = [
    workload('checkout', {
      cpu: {
        days: 14,
        requested: 1,
        used: 0.4,
        request: 0.46,
        savingPerMonth: 60,
      },
      ram: {
        days: 14,
        requested: 1024 * MIB,
        used: 400 * MIB,
        request: 460 * MIB,
        savingPerMonth: 20,
      },
      savingPerMonth: 80,
    }),
    workload('cart', {
      cpu: {
        days: 14,
        requested: 0.2,
        used: 0.4,
        request: 0.46,
        savingPerMonth: -12,
      },
      savingPerMonth: -12,
    }),
    workload('ledger', {
      cpu: { days: 14, requested: 1, used: 0.9, why: 'throttled' },
      ram: { days: 14, requested: 512 * MIB, why: 'out-of-memory' },
    }),
    workload('reports', {
      cluster: USE1,
      containers: [],
      cpu: { days: 0, usedMean: 0.1, why: 'high-unknown' },
      ram: { days: 14, requested: 512 * MIB, why: 'out-of-memory-unknown' },
    }),
  ];
  return {
    asOf: AS_OF,
    today: TODAY,
    span: SPAN,
    basis: BASIS,
    items,
    itemsTotal: items.length,
    totals: {
      workloads: 4,
      smaller: 2,
      larger: 1,
      fitting: 1,
      notJudged: [
        { why: 'high-unknown', count: 1 },
        { why: 'out-of-memory', count: 1 },
        { why: 'out-of-memory-unknown', count: 1 },
        { why: 'throttled', count: 1 },
      ],
    },
    sums: [{ money: 'EUR', saved: 80, added: 12, workloads: 2, unpriced: 0 }],
    coverage: COVERAGE,
  };
}

/** As it is where no workload has a cost. */
export function noRightSizing(): FleetRightSizing {
  return {
    asOf: AS_OF,
    today: TODAY,
    span: SPAN,
    basis: BASIS,
    items: [],
    itemsTotal: 0,
    totals: { workloads: 0, smaller: 0, larger: 0, fitting: 0, notJudged: [] },
    sums: [],
    coverage: NO_COVERAGE,
  };
}

/**
 * Two releases of a component: one that made it dearer, with a cluster of which it is not
 * known when it came, and one of which nothing could be compared.
 *
 * @public
 */
export function companyReleaseCosts(): ReleaseCosts {
  const total = { before: 60, after: 84, change: 24, effect: 22 };
  const perReplica = { before: 15, after: 21, change: 6, effect: 5.5 };
  return {
    ...noReleaseCosts({ component: 'component:default/checkout' }),
    releases: [
      {
        rolloutId: 'r-2',
        order: 2,
        version: '1.42.0',
        previousVersion: '1.41.2',
        beganAt: '2026-11-03T09:00:00Z',
        money: 'EUR',
        sum: {
          clusters: 1,
          measured: 1,
          controlled: 1,
          total,
          perReplica,
        },
        regions: [
          {
            group: 'eu-west-1',
            clusters: 1,
            measured: 1,
            controlled: 1,
            total,
            perReplica,
          },
        ],
        instances: [
          {
            cluster: EUW1,
            namespace: 'payments',
            group: 'eu-west-1',
            releasedOn: '2026-11-03',
            toldBy: 'seen',
            comparedDays: 7,
            controls: 1,
            total,
            perReplica,
            replicas: 4,
          },
        ],
        notMeasured: [],
        notDated: [{ cluster: APS1, namespace: 'payments' }],
        controls: 1,
      },
      {
        rolloutId: 'r-1',
        order: 1,
        version: '1.41.2',
        beganAt: '2026-09-04T09:00:00Z',
        money: 'EUR',
        sum: { clusters: 1, measured: 0, controlled: 0 },
        regions: [
          { group: 'eu-west-1', clusters: 1, measured: 0, controlled: 0 },
        ],
        instances: [],
        notMeasured: [{ cluster: EUW1, namespace: 'payments' }],
        notDated: [],
        controls: 0,
      },
    ],
    coverage: COVERAGE,
  };
}

/** As it is where no release came at a time that is known. */
export function noReleaseCosts({ component }: ReleaseCostsQuery): ReleaseCosts {
  return {
    asOf: AS_OF,
    today: TODAY,
    component,
    span: { first: addDays(TODAY, -90), last: addDays(TODAY, -1) },
    basis: DEFAULT_RELEASE_SETTINGS,
    releases: [],
    coverage: NO_COVERAGE,
  };
}

/**
 * What the release on its way would cost on the clusters that lack it, within what a budget
 * leaves.
 *
 * @public
 */
export function companyPromotionCost(): PromotionCostAnswer {
  return {
    asOf: AS_OF,
    component: 'component:default/checkout',
    version: '1.42.0',
    money: 'EUR',
    verdict: 'within',
    perReplica: { before: 0.15, after: 0.21, change: 0.06, effect: 0.05 },
    measuredOn: 1,
    targets: 2,
    known: 2,
    perDay: 0.4,
    perMonth: 12.17,
    to: [USE1, APS1].map(cluster => ({
      cluster,
      namespace: 'payments',
      replicas: 4,
      isNew: false,
      isKnown: true,
    })),
    limit: {
      source: 'budget',
      perMonth: 120,
      name: 'group:default/payments',
    },
    coverage: COVERAGE,
  };
}

/** As it is where nothing is known of a release. */
export function noPromotionCost({
  component,
  version,
}: PromotionCostQuery): PromotionCostAnswer {
  return {
    asOf: AS_OF,
    component,
    ...(version === undefined ? {} : { version }),
    verdict: 'unknown',
    why: 'no-release',
    targets: 0,
    known: 0,
    to: [],
    limit: { source: 'none' },
    coverage: NO_COVERAGE,
  };
}
