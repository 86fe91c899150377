import type {
  Allocation,
  ClusterPodSecurity,
  SkewPage,
  ComplianceTrend,
  FleetCompliance,
  FleetCost,
  FleetRightSizing,
  PromotionCostAnswer,
  ReleaseCosts,
  Finding,
  AttentionItem,
  ClusterDetail,
  ClusterSummary,
  ClusterTotals,
  ComponentFleet,
  ConfigurationProblemItem,
  Delivery,
  FleetCoverage,
  Gap,
  Instance,
  NotHere,
  Reachability,
  Rollout,
  StateCounts,
  Transition,
  Statement,
  UnboundItem,
  Workload,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  ago,
  attributes,
  cluster,
  counts,
  coverageItem,
  delivery,
  instance,
  node,
  NOW,
  stale,
  transition,
  workload,
} from './builders';
import { diagnosis } from './diagnosis';
import { companyMember, companyRollouts } from './rollouts';
import {
  canary,
  companyHubWords,
  companyStatements,
  heldUp,
} from './statements';
import {
  companyAllocations,
  companyFindings,
  companyPolicies,
} from './policyAndCost';
import { companyCompliance } from './compliance';
import { companyComplianceTrend } from './complianceTrend';
import { companyCost } from './cost';
import {
  companyPromotionCost,
  companyReleaseCosts,
  companyRightSizing,
} from './sizing';
import { companyDrift, type DriftWorld } from './drift';
import { companyAlerts, type ToldAlerts } from './alerts';
import { companyPodSecurity } from './podSecurity';
import { companySkew } from './skew';

/**
 * A small company's fleet, with one of everything that can be the matter.
 *
 * @public
 */
export interface World {
  clusters: ClusterSummary[];
  details: Map<string, Omit<ClusterDetail, 'cluster' | 'asOf'>>;
  instances: Instance[];
  deliveries: Delivery[];
  workloads: Map<string, Workload[]>;
  transitions: Transition[];
  attention: AttentionItem[];
  notHere: NotHere[];
  /** Releases on their way and those that were, with their members. */
  rollouts: Rollout[];
  /** What is said of clusters and read there besides, by cluster. */
  statements: Map<string, Statement[]>;
  /** What policies found, and what things cost, by cluster. */
  findings: Map<string, Finding[]>;
  allocations: Map<string, Allocation[]>;
  /** Absent where no policy is known. */
  compliance?: FleetCompliance;
  /** Absent where no group has anything to be compared in. */
  skew?: SkewPage;
  cost?: FleetCost;
  /** Absent where nothing is known of it. */
  rightSizing?: FleetRightSizing;
  releaseCosts?: ReleaseCosts;
  promotionCost?: PromotionCostAnswer;
  /** How far they were kept; absent where no day was kept yet. */
  complianceTrend?: ComplianceTrend;
  /** By the id of the cluster; nothing is asked of one that is not in it. */
  alerts?: ReadonlyMap<string, ToldAlerts>;
  /** By the id of the cluster. */
  podSecurity?: ReadonlyMap<string, ClusterPodSecurity['namespaces']>;
  /** Absent where nothing is delivered. */
  drift?: DriftWorld;
  unbound: UnboundItem[];
  problems: ConfigurationProblemItem[];
  revision: number;
}

/** @public */
export function emptyWorld(): World {
  return {
    clusters: [],
    details: new Map(),
    instances: [],
    deliveries: [],
    workloads: new Map(),
    transitions: [],
    attention: [],
    notHere: [],
    rollouts: [],
    statements: new Map(),
    findings: new Map(),
    allocations: new Map(),
    unbound: [],
    problems: [],
    revision: 1,
  };
}

/** @public */
export function companyWorld(): World {
  const clusters = companyClusters();
  const instances = companyInstances();
  return {
    unbound: companyUnbound(),
    clusters,
    details: new Map(clusters.map(item => [item.id, detailOf(item)])),
    instances,
    deliveries: instances.flatMap(item => item.deliveries),
    workloads: new Map(
      clusters.map(item => [
        item.id,
        instances
          .filter(({ cluster: { id } }) => id === item.id)
          .flatMap(({ workloads }) => workloads),
      ]),
    ),
    transitions: companyTransitions(),
    attention: companyAttention(),
    notHere: companyNotHere(),
    rollouts: companyRollouts(instances),
    statements: withPolicies(companyStatements()),
    findings: companyFindings(),
    allocations: companyAllocations(),
    drift: companyDrift(),
    compliance: companyCompliance(),
    skew: companySkew(clusters, coverageOf(clusters)),
    rightSizing: companyRightSizing(),
    releaseCosts: companyReleaseCosts(),
    promotionCost: companyPromotionCost(),
    complianceTrend: companyComplianceTrend(),
    cost: companyCost(),
    alerts: companyAlerts(),
    podSecurity: companyPodSecurity(),
    problems: [],
    revision: 41,
  };
}

function withPolicies(
  statements: Map<string, Statement[]>,
): Map<string, Statement[]> {
  const id = 'c-euw1b';
  return new Map(statements).set(id, [
    ...(statements.get(id) ?? []),
    ...companyPolicies(),
  ]);
}

function companyClusters(): ClusterSummary[] {
  return [
    cluster({
      id: 'c-euw1a',
      name: 'prod-euw1-a',
      instances: counts({ healthy: 36, progressing: 1 }),
      deliveries: counts({ healthy: 31, progressing: 1 }),
    }),
    cluster({
      id: 'c-euw1b',
      name: 'prod-euw1-b',
      instances: counts({ degraded: 1, progressing: 2, healthy: 33 }),
      deliveries: counts({ degraded: 1, healthy: 30, outOfSync: 2 }),
      worst: [
        'checkout degraded for 42 min: admission denied: require-limits',
        'cart out of sync for 6 d: changed by hand',
      ],
    }),
    cluster({
      id: 'c-stgeuw1',
      name: 'stage-euw1',
      attributes: attributes({ environment: 'staging' }),
      nodes: {
        total: 4,
        ready: 3,
        notReady: 1,
        unknown: 0,
        unschedulable: 0,
      },
      health: 'degraded',
      instances: counts({ healthy: 28, missing: 1, suspended: 1 }),
      deliveries: counts({ healthy: 27, suspended: 1, missing: 1 }),
      worst: ['node ip-10-2-1-9 is not ready for 12 min'],
    }),
    cluster({
      id: 'c-use1a',
      name: 'prod-use1-a',
      attributes: attributes({ region: 'us-east-1', tier: 'critical' }),
      instances: counts({ healthy: 41 }),
      deliveries: counts({ healthy: 36 }),
    }),
    cluster({
      id: 'c-use1b',
      name: 'prod-use1-b',
      attributes: attributes({ region: 'us-east-1', tier: 'critical' }),
      instances: counts({ healthy: 40, unknown: 1 }),
      deliveries: counts({ healthy: 36, outOfSync: 1 }),
      worst: ['ledger: the engine says nothing of it'],
    }),
    cluster({
      id: 'c-stguse1',
      name: 'stage-use1',
      attributes: attributes({
        region: 'us-east-1',
        environment: 'staging',
      }),
      kubernetes: { version: 'v1.31.9', minor: '1.31', minorsBehind: 3 },
      instances: counts({ healthy: 30 }),
      deliveries: counts({ healthy: 28 }),
      worst: ['Kubernetes 1.31 is 3 minor versions behind'],
    }),
    cluster({
      id: 'c-aps1',
      name: 'prod-aps1',
      attributes: attributes({ region: 'ap-south-1', provider: 'gcp' }),
      reachability: {
        state: 'unreachable',
        since: ago({ minutes: 9 }),
        lastSeenAt: ago({ minutes: 9 }),
        reason: 'connect ECONNREFUSED 10.40.0.1:6443',
      },
      currency: stale(9, 'the cluster does not answer'),
      instances: counts({ stale: 31 }),
      deliveries: counts({ stale: 26 }),
      coverage: {
        asked: 14,
        current: 0,
        state: 'unreachable',
        reason: 'connect ECONNREFUSED 10.40.0.1:6443',
      },
      worst: ['unreachable for 9 min; 31 instances last seen healthy'],
    }),
    cluster({
      id: 'c-apne1',
      name: 'prod-apne1',
      attributes: attributes({ region: 'ap-northeast-1', provider: 'gcp' }),
      instances: counts({ healthy: 29 }),
      deliveries: counts({ healthy: 25 }),
    }),
    cluster({
      id: 'c-sae1',
      name: 'prod-sae1',
      attributes: attributes({ region: 'sa-east-1', provider: 'azure' }),
      reachability: {
        state: 'forbidden',
        since: ago({ days: 2 }),
        lastSeenAt: ago({ seconds: 20 }),
        reason:
          'deployments.apps is forbidden: User "system:serviceaccount:fleet:reader" cannot list resource "deployments" in API group "apps" at the cluster scope',
      },
      health: 'unknown',
      currency: { current: false, reason: 'listing is forbidden' },
      nodes: {
        total: 0,
        ready: 0,
        notReady: 0,
        unknown: 0,
        unschedulable: 0,
      },
      capacity: { cpuMillicores: 0, memoryBytes: 0, pods: 0 },
      instances: counts(),
      deliveries: counts(),
      coverage: {
        asked: 14,
        current: 2,
        state: 'forbidden',
        reason: 'deployments.apps is forbidden',
      },
      worst: ['forbidden for 2 d: grant list and watch'],
    }),
    cluster({
      id: 'c-cac1',
      name: 'prod-cac1',
      attributes: attributes({ region: 'ca-central-1', provider: 'azure' }),
      instances: counts({ healthy: 24 }),
      deliveries: counts({ healthy: 22 }),
    }),
    cluster({
      id: 'c-hub',
      name: 'hub-eu',
      attributes: attributes({ environment: 'management' }),
      instances: counts({ healthy: 9 }),
      deliveries: counts({ healthy: 8 }),
    }),
    cluster({
      id: 'c-lab',
      name: 'dev-lab',
      attributes: attributes({
        region: 'unassigned',
        provider: 'on-premises',
        environment: 'development',
        tier: 'unassigned',
        owner: 'unassigned',
      }),
      instances: counts({ healthy: 12, progressing: 1 }),
      deliveries: counts({ healthy: 12 }),
    }),
  ];
}

function detailOf(
  summary: ClusterSummary,
): Omit<ClusterDetail, 'cluster' | 'asOf'> {
  const isForbidden = summary.reachability.state === 'forbidden';
  const isUnreachable = summary.reachability.state === 'unreachable';
  const kinds = [
    ['kubernetes', 'Kubernetes', '', 'Namespace', 22],
    ['kubernetes', 'Kubernetes', '', 'Node', 12],
    ['kubernetes', 'Kubernetes', 'apps', 'Deployment', 64],
    ['kubernetes', 'Kubernetes', 'apps', 'StatefulSet', 9],
    ['kubernetes', 'Kubernetes', 'apps', 'DaemonSet', 7],
    ['argocd', 'Argo CD', 'argoproj.io', 'Application', 31],
    ['argocd', 'Argo CD', 'argoproj.io', 'ApplicationSet', 4],
    ['flux', 'Flux', 'kustomize.toolkit.fluxcd.io', 'Kustomization', 0],
  ] as const;
  return {
    identities: [
      {
        source: 'kubernetes-config',
        sourceTitle: 'Kubernetes plugin',
        name: summary.name,
        server: `https://${summary.name}.k8s.example.com:6443`,
        uid: '7f1c2d7e-4c55-4a53-9a0e-2f6f4c0a9a11',
        tlsVerified: true,
        present: true,
        firstSeenAt: ago({ days: 40 }),
      },
      {
        source: 'argocd:c-hub',
        sourceTitle: 'Argo CD on hub-eu',
        name: `${summary.name}.eu`,
        server: `https://${summary.name}.k8s.example.com:6443`,
        present: true,
        firstSeenAt: ago({ days: 38 }),
      },
    ],
    aliases: [],
    ...companyHubWords(summary.id),
    nodesTotal: summary.nodes.total,
    possibleDuplicates:
      summary.id === 'c-stgeuw1'
        ? [
            {
              cluster: { id: 'c-lab', name: 'dev-lab' },
              uid: '7f1c2d7e-4c55-4a53-9a0e-2f6f4c0a9a11',
            },
          ]
        : [],
    coverage: kinds.map(([adapter, adapterTitle, group, kind, objects]) => {
      if (isUnreachable) {
        return coverageItem({
          adapter,
          adapterTitle,
          group,
          kind,
          objects,
          state: 'unreachable',
          since: ago({ minutes: 9 }),
          currency: stale(9),
          reason: summary.reachability.reason,
        });
      }
      if (isForbidden && group !== '') {
        return coverageItem({
          adapter,
          adapterTitle,
          group,
          kind,
          objects: 0,
          state: 'forbidden',
          since: ago({ days: 2 }),
          currency: { current: false },
          reason: `${kind.toLowerCase()}s.${group} is forbidden: cannot list at the cluster scope`,
          grant: `apiGroups: ["${group}"]\nresources: ["${kind.toLowerCase()}s"]\nverbs: ["get", "list", "watch"]`,
        });
      }
      if (adapter === 'flux') {
        return coverageItem({
          adapter,
          adapterTitle,
          group,
          kind,
          objects: 0,
          state: 'not-served',
          currency: { current: false },
          reason: 'the cluster does not have this kind',
        });
      }
      return coverageItem({
        adapter,
        adapterTitle,
        group,
        kind,
        objects,
        skipped:
          kind === 'Application'
            ? [
                {
                  reason: 'malformed',
                  count: 1,
                  example: 'argocd/legacy-import: spec.source is no object',
                },
              ]
            : [],
      });
    }),
    nodes: Array.from({ length: summary.nodes.total }, (_, index) =>
      node({
        name: `ip-10-0-${Math.floor(index / 4)}-${17 + index}`,
        zone: `${summary.attributes.region.value}${'abc'[index % 3]}`,
        ...(index < summary.nodes.notReady
          ? {
              health: 'degraded' as const,
              message: 'Kubelet stopped posting node status.',
            }
          : {}),
      }),
    ),
  };
}

const COMPONENTS = [
  ['checkout', 'payments', 'Argo CD'],
  ['ledger', 'payments', 'Argo CD'],
  ['cart', 'storefront', 'Argo CD'],
  ['search', 'storefront', 'Flux'],
  ['recommendations', 'storefront', 'Flux'],
  ['identity', 'accounts', 'Argo CD'],
  ['notifications', 'accounts', 'Flux'],
] as const;

function companyInstances(): Instance[] {
  return companyClusters()
    .filter(item => item.reachability.state !== 'forbidden')
    .flatMap(item =>
      COMPONENTS.map(([name, owner, engine]) =>
        instanceOn(item, name, owner, engineOn(item, name) ?? engine),
      ),
    )
    .filter(item => !(item.cluster.id === 'c-lab' && item.title === 'checkout'))
    .filter(item => item.cluster.id !== 'c-hub');
}

/** One component is brought by three engines, as if a company had bought others. */
function engineOn(on: ClusterSummary, name: string): string | undefined {
  if (name !== 'checkout') return undefined;
  const region = on.attributes.region.value;
  if (region.startsWith('ap-')) return 'Open Cluster Management';
  return region.startsWith('ca-') ? 'Flux' : undefined;
}

function instanceOn(
  on: ClusterSummary,
  name: string,
  owner: string,
  engine: string,
): Instance {
  const reference = { id: on.id, name: on.name };
  const base = {
    currency: on.currency,
    since: ago({ days: 3, hours: name.length }),
  };
  const id = `${name}-${on.id}`;
  const state = overridesOf(on.id, name);
  return instance({
    id: `i-${id}`,
    cluster: reference,
    region: on.attributes.region.value,
    environment: on.attributes.environment.value,
    namespace: owner,
    entityRef: `component:default/${name}`,
    title: name,
    owner: `group:default/${owner}`,
    system: `system:default/${owner}`,
    engines: [engine],
    ...base,
    ...state,
    rollout: companyMember(name, on.id),
    behind: behindOn(on.id, name),
    binding: {
      rule: 'kubernetes-id',
      evidence: `label backstage.io/kubernetes-id=${name} on Deployment ${owner}/${name}`,
    },
    workloads: [
      workload({
        id: `w-${id}`,
        name,
        namespace: owner,
        entityRef: `component:default/${name}`,
        images: [
          `registry.example.com/${owner}/${name}:${
            state.version?.desired ?? '1.42.0'
          }`,
        ],
        ...base,
        health: state.health ?? 'healthy',
        message: state.message,
        version: state.version?.desired ?? '1.42.0',
        settledVersion: state.version?.actual ?? '1.42.0',
        settled: state.version?.settled ?? true,
        ...(id === 'checkout-c-euw1b'
          ? { strategy: canary(), diagnosis: diagnosis() }
          : {}),
        replicas: state.replicas ?? {
          desired: 6,
          updated: 6,
          ready: 6,
          available: 6,
        },
      }),
    ],
    deliveries: [
      delivery({
        id: `d-${id}`,
        engine,
        ...(id === 'checkout-c-euw1b' ? heldUp() : {}),
        kind: engine === 'Flux' ? 'HelmRelease' : 'Application',
        name: `${name}-${on.name}`,
        observer:
          engine === 'Flux' ? reference : { id: 'c-hub', name: 'hub-eu' },
        subject: { state: 'resolved', cluster: reference },
        entityRef: `component:default/${name}`,
        ...base,
        health: state.health ?? 'healthy',
        sync: state.sync ?? 'synced',
        syncMessage: state.syncMessage,
        message: state.message,
        outOfSyncResources:
          state.sync === 'out-of-sync' ? [`Deployment ${owner}/${name}`] : [],
        sources: [
          {
            repository: `https://git.example.com/${owner}/config`,
            path: `${name}/${on.attributes.environment.value}`,
            targetRevision: 'main',
          },
        ],
        targetNamespace: owner,
      }),
    ],
  });
}

function overridesOf(clusterId: string, name: string): Partial<Instance> {
  if (name === 'checkout' && clusterId === 'c-euw1b') {
    return {
      health: 'degraded',
      message:
        'admission webhook "validate.kyverno.svc-fail" denied the request: require-limits: container cache has no memory limit',
      sync: 'out-of-sync',
      drift: 1,
      since: ago({ minutes: 42 }),
      version: {
        desired: '1.42.0',
        actual: '1.41.2',
        settled: false,
        updated: 2,
        replicas: 6,
      },
      replicas: { desired: 6, updated: 2, ready: 4, available: 4 },
    };
  }
  if (name === 'checkout' && clusterId === 'c-euw1a') {
    return {
      health: 'progressing',
      since: ago({ minutes: 2 }),
      version: {
        desired: '1.42.0',
        actual: '1.41.2',
        settled: false,
        updated: 4,
        replicas: 6,
      },
      replicas: { desired: 6, updated: 4, ready: 5, available: 5 },
    };
  }
  if (
    name === 'checkout' &&
    companyMember(name, clusterId)?.state !== 'succeeded'
  ) {
    return {
      version: { desired: '1.41.2', actual: '1.41.2', settled: true },
      since: ago({ days: 3 }),
    };
  }
  if (name === 'cart' && clusterId === 'c-euw1b') {
    return {
      sync: 'out-of-sync',
      syncMessage: 'spec.replicas differs',
      drift: 2,
      since: ago({ days: 6 }),
    };
  }
  if (name === 'ledger' && clusterId === 'c-use1b') {
    return { health: 'unknown', sync: 'unknown', drift: undefined };
  }
  if (name === 'search' && clusterId === 'c-stgeuw1') {
    return {
      health: 'missing',
      message: 'HelmRelease search is gone',
      since: ago({ minutes: 31 }),
    };
  }
  return {};
}

function behindOn(clusterId: string, name: string): Instance['behind'] {
  if (name === 'cart' && clusterId === 'c-cac1') {
    return { releases: 2, since: ago({ days: 3 }) };
  }
  return name === 'checkout' && clusterId === 'c-use1b'
    ? { releases: 1, since: ago({ minutes: 47 }) }
    : undefined;
}

function companyAttention(): AttentionItem[] {
  return [
    {
      id: 'a-1',
      kind: 'cluster-unreachable',
      severity: 'critical',
      title: 'prod-aps1',
      state: 'unreachable',
      detail:
        'connect ECONNREFUSED 10.40.0.1:6443 · 31 instances, last seen healthy',
      since: ago({ minutes: 9 }),
      count: 1,
      clusters: [{ id: 'c-aps1', name: 'prod-aps1' }],
      owner: 'group:default/platform',
      link: { type: 'cluster', clusterId: 'c-aps1', tab: 'systems' },
    },
    {
      id: 'a-2',
      kind: 'instance-stuck',
      severity: 'critical',
      title: 'checkout',
      state: 'stuck in eu-west-1',
      detail:
        'admission denied: require-limits: container cache has no memory limit',
      since: ago({ minutes: 42 }),
      count: 1,
      clusters: [{ id: 'c-euw1b', name: 'prod-euw1-b' }],
      entityRef: 'component:default/checkout',
      owner: 'group:default/payments',
      link: { type: 'component', entityRef: 'component:default/checkout' },
    },
    {
      id: 'a-3',
      kind: 'cluster-forbidden',
      severity: 'warning',
      title: 'prod-sae1',
      state: 'may not be read',
      detail: 'deployments.apps is forbidden for fleet:reader',
      since: ago({ days: 2 }),
      count: 1,
      clusters: [{ id: 'c-sae1', name: 'prod-sae1' }],
      owner: 'group:default/platform',
      link: { type: 'cluster', clusterId: 'c-sae1', tab: 'systems' },
    },
    {
      id: 'a-4',
      kind: 'drift',
      severity: 'warning',
      title: '3 deliveries',
      state: 'out of sync on 2 clusters',
      detail: 'oldest 6 d: cart on prod-euw1-b',
      since: ago({ days: 6 }),
      count: 3,
      clusters: [
        { id: 'c-euw1b', name: 'prod-euw1-b' },
        { id: 'c-use1b', name: 'prod-use1-b' },
      ],
      owner: 'group:default/storefront',
      link: { type: 'clusters', filter: { deliveries: ['out-of-sync'] } },
    },
    {
      id: 'a-5',
      kind: 'node-not-ready',
      severity: 'warning',
      title: 'stage-euw1',
      state: '1 of 4 nodes not ready',
      detail: 'Kubelet stopped posting node status.',
      since: ago({ minutes: 12 }),
      count: 1,
      clusters: [{ id: 'c-stgeuw1', name: 'stage-euw1' }],
      owner: 'group:default/platform',
      link: { type: 'cluster', clusterId: 'c-stgeuw1', tab: 'nodes' },
    },
    {
      id: 'a-6',
      kind: 'version-behind',
      severity: 'notice',
      title: 'stage-use1',
      state: 'Kubernetes 1.31, 3 minor versions behind',
      count: 1,
      clusters: [{ id: 'c-stguse1', name: 'stage-use1' }],
      owner: 'group:default/platform',
      link: { type: 'cluster', clusterId: 'c-stguse1' },
    },
  ];
}

function companyTransitions(): Transition[] {
  return [
    transition({
      id: 't-1',
      field: 'version',
      from: '1.41.2',
      to: '1.42.0',
      at: ago({ minutes: 2 }),
      namespace: 'shop',
      engines: ['argocd'],
      initiatedBy: 'jo@example.com',
      operation: 'running',
    }),
    transition({
      id: 't-2',
      cluster: { id: 'c-euw1b', name: 'prod-euw1-b' },
      field: 'health',
      from: 'progressing',
      to: 'degraded',
      reason: 'admission denied: require-limits',
      at: ago({ minutes: 42 }),
    }),
    transition({
      id: 't-3',
      cluster: { id: 'c-aps1', name: 'prod-aps1' },
      scope: 'cluster',
      name: 'prod-aps1',
      field: 'reachability',
      from: 'reachable',
      to: 'unreachable',
      reason: 'connect ECONNREFUSED 10.40.0.1:6443',
      at: ago({ minutes: 9 }),
    }),
    transition({
      id: 't-4',
      field: 'sync',
      from: 'out-of-sync',
      to: 'synced',
      at: ago({ hours: 5 }),
      notBefore: ago({ hours: 6 }),
    }),
  ];
}

function companyNotHere(): NotHere[] {
  const placed = { region: 'eu-west-1', environment: 'management' };
  return [
    {
      cluster: { id: 'c-lab', name: 'dev-lab' },
      region: 'unassigned',
      environment: 'development',
      reason: 'not-placed',
      detail: 'no delivery brings it here',
    },
    {
      cluster: { id: 'c-hub', name: 'hub-eu' },
      ...placed,
      reason: 'not-placed',
      detail: 'no delivery brings it here',
    },
    {
      cluster: { id: 'c-sae1', name: 'prod-sae1' },
      region: 'sa-east-1',
      environment: 'production',
      reason: 'forbidden',
      detail: 'listing deployments is forbidden',
    },
  ];
}

function companyUnbound(): UnboundItem[] {
  const { id, name } = cluster();
  const common = {
    type: 'workload' as const,
    kind: 'Deployment',
    examples: [{ id, name }],
    labels: [],
    images: [],
    sources: [],
    proposals: [],
  };
  return [
    {
      ...common,
      id: 'contested-ledger',
      problem: 'contested',
      namespace: 'payments',
      name: 'ledger-import',
      place: 'payments',
      clusters: 2,
      objects: 2,
      contested: {
        entityRef: 'component:default/search',
        rule: 'kubernetes-id',
        evidence: 'label backstage.io/kubernetes-id=search',
        namespaceOwner: 'group:default/payments',
        pattern: 'payments*',
      },
      proposals: [
        {
          entityRef: 'component:default/search',
          strength: 'possible',
          evidence: 'label backstage.io/kubernetes-id=search',
          annotations: [],
          note: 'The namespace belongs to group:default/payments (payments* in fleet.namespaceOwners): let the owner bind it, or change whom the namespace belongs to',
          editUrl: 'https://git.example/acme/search/edit/catalog-info.yaml',
        },
      ],
    },
    {
      ...common,
      id: 'ambiguous-basket',
      problem: 'ambiguous',
      namespace: 'shop',
      name: 'basket',
      place: 'shop',
      clusters: 1,
      objects: 1,
      ambiguous: ['component:default/cart', 'component:default/old-cart'],
      proposals: ['cart', 'old-cart'].map(other => ({
        entityRef: `component:default/${other}`,
        strength: 'strong',
        evidence:
          'it is one of 2 that claim it by the same rule, kubernetes-id',
        annotations: [
          { key: 'backstage.io/kubernetes-namespace', value: 'shop' },
        ],
        note: 'It then says more exactly than the others that it is meant',
        snippet:
          'metadata:\n  annotations:\n    backstage.io/kubernetes-namespace: shop\n',
        editUrl: `https://git.example/acme/${other}/edit/catalog-info.yaml`,
      })),
    },
    {
      ...common,
      id: 'unbound-mailer',
      problem: 'unbound',
      namespace: 'shop',
      name: 'mailer',
      place: 'shop',
      clusters: 41,
      objects: 41,
      labels: ['app.kubernetes.io/name=mailer'],
      images: ['ghcr.io/acme/mailer'],
      proposals: [
        {
          entityRef: 'component:default/post-office',
          strength: 'strong',
          evidence: 'its label app.kubernetes.io/name is mailer',
          annotations: [
            { key: 'fleet.backstage.io/image', value: 'ghcr.io/acme/mailer' },
          ],
          snippet:
            'metadata:\n  annotations:\n    fleet.backstage.io/image: ghcr.io/acme/mailer\n',
          editUrl: 'https://git.example/acme/mailer/edit/catalog-info.yaml',
        },
      ],
    },
  ];
}

/**
 * The clusters that do not, or not completely, stand behind an answer.
 *
 * @public
 */
export function coverageOf(clusters: readonly ClusterSummary[]): FleetCoverage {
  const gaps: Gap[] = clusters.flatMap(item =>
    item.coverage.state === 'current'
      ? []
      : [
          {
            cluster: { id: item.id, name: item.name },
            state: item.coverage.state,
            since: item.reachability.since,
            reason: item.coverage.reason ?? '',
          },
        ],
  );
  return {
    clusters: clusters.length,
    complete: clusters.length - gaps.length,
    gaps,
    gapsTotal: gaps.length,
  };
}

/** @public */
export function sumCounts(all: readonly StateCounts[]): StateCounts {
  const sum = counts();
  for (const one of all) {
    for (const key of Object.keys(sum) as (keyof StateCounts)[]) {
      sum[key] += one[key];
    }
  }
  return sum;
}

/** @public */
export function totalsOf(clusters: readonly ClusterSummary[]): ClusterTotals {
  const reachability: Partial<Record<Reachability, number>> = {};
  for (const item of clusters) {
    const { state } = item.reachability;
    reachability[state] = (reachability[state] ?? 0) + 1;
  }
  return {
    clusters: clusters.length,
    reachability,
    instances: sumCounts(clusters.map(item => item.instances)),
    deliveries: sumCounts(clusters.map(item => item.deliveries)),
    nodes: clusters.reduce((sum, item) => sum + item.nodes.total, 0),
  };
}

/** Those on their way, else the last one. */
function rolloutsOf(world: World, entityRef: string) {
  const all = world.rollouts
    .map(({ summary }) => summary)
    .filter(summary => summary.entityRef === entityRef);
  const inFlight = all.filter(({ lifeCycle }) =>
    ['running', 'paused'].includes(lifeCycle),
  );
  return inFlight.length > 0 ? inFlight : all.slice(0, 1);
}

/** @public */
export function componentFleetOf(
  world: World,
  entityRef: string,
): ComponentFleet {
  const instances = world.instances.filter(
    item => item.entityRef === entityRef,
  );
  return {
    entityRef,
    known: true,
    asOf: new Date(NOW).toISOString(),
    totals: sumCounts(
      instances.map(item =>
        counts(
          item.currency.current
            ? {
                [item.health]: 1,
                outOfSync: item.sync === 'out-of-sync' ? 1 : 0,
              }
            : { stale: 1 },
        ),
      ),
    ),
    clusters: new Set(instances.map(item => item.cluster.id)).size,
    instances,
    notHere: instances.length > 0 ? world.notHere : [],
    notHereTotal: instances.length > 0 ? world.notHere.length : 0,
    rollouts: rolloutsOf(world, entityRef),
    coverage: coverageOf(world.clusters),
    hidden: 0,
    hints:
      instances.length > 0
        ? [{ annotation: 'backstage.io/kubernetes-id', value: 'checkout' }]
        : [
            {
              annotation: 'backstage.io/kubernetes-id',
              value: entityRef.split('/')[1],
            },
            { annotation: 'argocd/app-name' },
          ],
  };
}
