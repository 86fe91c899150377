import type {
  Attribute,
  Attributes,
  ClusterSummary,
  CoverageItem,
  Currency,
  Delivery,
  FleetCoverage,
  Instance,
  NodeItem,
  StateCounts,
  Transition,
  Workload,
} from '@fleetview/backstage-plugin-fleet-common';

/**
 * The moment at which the world of the tests stands still.
 *
 * @public
 */
export const NOW = Date.parse('2026-11-20T14:07:12.000Z');

/**
 * A time before {@link NOW}.
 *
 * @public
 */
export function ago(amount: {
  seconds?: number;
  minutes?: number;
  hours?: number;
  days?: number;
}): string {
  const { seconds = 0, minutes = 0, hours = 0, days = 0 } = amount;
  const total = ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
  return new Date(NOW - total * 1000).toISOString();
}

/** @public */
export function current(): Currency {
  return { current: true, confirmedAt: ago({ seconds: 8 }) };
}

/** @public */
export function stale(minutes: number, reason?: string): Currency {
  return { current: false, confirmedAt: ago({ minutes }), reason };
}

/** @public */
export function counts(partial: Partial<StateCounts> = {}): StateCounts {
  const zero = {
    healthy: 0,
    suspended: 0,
    progressing: 0,
    unknown: 0,
    missing: 0,
    degraded: 0,
    stale: 0,
  };
  const { outOfSync = 0, total: _total, ...states } = partial;
  const all = { ...zero, ...states };
  const total = Object.values(all).reduce((sum, count) => sum + count, 0);
  return { ...all, outOfSync, total };
}

/** @public */
export function attribute(
  value: string,
  source: Attribute['evidence']['source'] = 'configuration',
): Attribute {
  return { value, evidence: { source, value } };
}

/** @public */
export function attributes(
  values: Partial<Record<keyof Attributes, string>> = {},
): Attributes {
  return {
    region: attribute(values.region ?? 'eu-west-1', 'node-labels'),
    zone: attribute(values.zone ?? 'eu-west-1a', 'node-labels'),
    provider: attribute(values.provider ?? 'aws'),
    environment: attribute(values.environment ?? 'production'),
    tier: attribute(values.tier ?? 'standard'),
    owner: attribute(values.owner ?? 'group:default/platform', 'catalog'),
  };
}

/** @public */
export function cluster(partial: Partial<ClusterSummary> = {}): ClusterSummary {
  return {
    id: 'c-euw1a',
    name: 'prod-euw1-a',
    reachability: {
      state: 'reachable',
      since: ago({ days: 12 }),
      lastSeenAt: ago({ seconds: 4 }),
    },
    health: 'healthy',
    currency: current(),
    kubernetes: { version: 'v1.34.2', minor: '1.34', minorsBehind: 0 },
    attributes: attributes(),
    nodes: { total: 12, ready: 12, notReady: 0, unknown: 0, unschedulable: 0 },
    capacity: {
      cpuMillicores: 96_000,
      memoryBytes: 384 * 1024 ** 3,
      pods: 1320,
    },
    instances: counts({ healthy: 34 }),
    deliveries: counts({ healthy: 28 }),
    coverage: { asked: 14, current: 14, state: 'current' },
    worst: [],
    ...partial,
  };
}

/** @public */
export function workload(partial: Partial<Workload> = {}): Workload {
  return {
    id: 'w-checkout',
    kind: 'Deployment',
    namespace: 'payments',
    name: 'checkout',
    health: 'healthy',
    currency: current(),
    images: ['registry.example.com/payments/checkout:1.42.0'],
    version: '1.42.0',
    settledVersion: '1.42.0',
    settled: true,
    replicas: { desired: 6, updated: 6, ready: 6, available: 6 },
    since: ago({ minutes: 22 }),
    ...partial,
  };
}

/** @public */
export function delivery(partial: Partial<Delivery> = {}): Delivery {
  return {
    id: 'd-checkout',
    engine: 'Argo CD',
    kind: 'Application',
    namespace: 'argocd',
    name: 'checkout-euw1-a',
    observer: { id: 'c-hub', name: 'hub-eu' },
    subject: {
      state: 'resolved',
      cluster: { id: 'c-euw1a', name: 'prod-euw1-a' },
    },
    health: 'healthy',
    sync: 'synced',
    currency: current(),
    suspended: false,
    desiredRevision: {
      type: 'commit',
      value: 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334',
    },
    appliedRevision: {
      type: 'commit',
      value: 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334',
    },
    sources: [
      {
        repository: 'https://git.example.com/payments/config',
        path: 'checkout/production',
        targetRevision: 'main',
      },
    ],
    targetNamespace: 'payments',
    resources: 9,
    outOfSyncResources: [],
    since: ago({ minutes: 22 }),
    ...partial,
  };
}

/** @public */
export function instance(partial: Partial<Instance> = {}): Instance {
  return {
    id: 'i-checkout-euw1a',
    cluster: { id: 'c-euw1a', name: 'prod-euw1-a' },
    region: 'eu-west-1',
    environment: 'production',
    namespace: 'payments',
    entityRef: 'component:default/checkout',
    title: 'checkout',
    owner: 'group:default/payments',
    system: 'system:default/payments',
    health: 'healthy',
    sync: 'synced',
    currency: current(),
    version: {
      desired: '1.42.0',
      actual: '1.42.0',
      settled: true,
      updated: 6,
      replicas: 6,
    },
    replicas: { desired: 6, updated: 6, ready: 6, available: 6 },
    drift: 0,
    since: ago({ minutes: 22 }),
    engines: ['Argo CD'],
    binding: {
      rule: 'kubernetes-id',
      evidence:
        'label backstage.io/kubernetes-id=checkout on Deployment payments/checkout',
    },
    workloads: [workload()],
    deliveries: [delivery()],
    ...partial,
  };
}

/** @public */
export function coverageItem(
  partial: Partial<CoverageItem> = {},
): CoverageItem {
  return {
    adapter: 'kubernetes',
    adapterTitle: 'Kubernetes',
    group: 'apps',
    kind: 'Deployment',
    version: 'v1',
    scope: 'cluster',
    state: 'current',
    since: ago({ hours: 3 }),
    currency: current(),
    objects: 64,
    skipped: [],
    ...partial,
  };
}

/** @public */
export function node(partial: Partial<NodeItem> = {}): NodeItem {
  return {
    name: 'ip-10-0-1-17',
    health: 'healthy',
    unschedulable: false,
    kubeletVersion: 'v1.34.2',
    region: 'eu-west-1',
    zone: 'eu-west-1a',
    instanceType: 'm6i.2xlarge',
    cpuMillicores: 8_000,
    memoryBytes: 32 * 1024 ** 3,
    ...partial,
  };
}

/** @public */
export function transition(partial: Partial<Transition> = {}): Transition {
  return {
    id: 't-1',
    cluster: { id: 'c-euw1a', name: 'prod-euw1-a' },
    scope: 'instance',
    name: 'checkout',
    entityRef: 'component:default/checkout',
    field: 'version',
    from: '1.41.2',
    to: '1.42.0',
    at: ago({ minutes: 22 }),
    ...partial,
  };
}

/** @public */
export function fleetCoverage(
  partial: Partial<FleetCoverage> = {},
): FleetCoverage {
  const gaps = partial.gaps ?? [];
  return {
    clusters: 12,
    complete: 12,
    gaps,
    gapsTotal: gaps.length,
    ...partial,
  };
}
