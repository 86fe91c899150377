import type {
  AccessFact,
  AgentFact,
  AlertFact,
  AllocationFact,
  BudgetFact,
  ClusterFact,
  ComparisonFact,
  DeliveryFact,
  DiagnosisFact,
  DifferenceFact,
  ExceptionFact,
  Fact,
  FindingFact,
  NamespaceFact,
  NodeFact,
  PlacementFact,
  PolicyFact,
  PoolFact,
  QuotaFact,
  RunningFact,
  SourceFact,
  WorkloadFact,
} from '@fleetview/backstage-plugin-fleet-common';

function base(kind: string, name: string, namespace?: string) {
  return {
    subject: { type: 'observer' as const },
    source: {
      group: kind === 'Deployment' ? 'apps' : '',
      version: 'v1',
      kind,
      ...(namespace ? { namespace } : {}),
      name,
      uid: `uid-${namespace ?? ''}-${name}`,
    },
    part: '',
    labels: {},
    annotations: {},
  };
}

/** A Deployment that runs as it should, unless told otherwise. */
export function workloadFact(over: Partial<WorkloadFact> = {}): WorkloadFact {
  const name = over.name ?? 'checkout';
  const namespace = over.namespace ?? 'shop';
  return {
    ...base('Deployment', name, namespace),
    type: 'workload',
    kind: 'Deployment',
    namespace,
    name,
    health: 'healthy',
    images: [],
    version: '1.0.0',
    settled: true,
    replicas: { desired: 2, current: 2, updated: 2, ready: 2, available: 2 },
    ...over,
  };
}

/** What the pods of a Deployment run, read at the time zero unless told otherwise. */
export function runningFact(over: Partial<RunningFact> = {}): RunningFact {
  const name = over.name ?? 'checkout';
  const namespace = over.namespace ?? 'shop';
  return {
    ...base('Deployment', name, namespace),
    type: 'running',
    part: 'running',
    kind: 'Deployment',
    namespace,
    name,
    readAt: '1970-01-01T00:00:00Z',
    templateRevision: '1',
    pods: 2,
    images: [],
    ...over,
  };
}

/** A container that crashes, in a pod of a Deployment, unless told otherwise. */
export function diagnosisFact(
  over: Partial<DiagnosisFact> = {},
): DiagnosisFact {
  const name = over.name ?? 'checkout';
  const namespace = over.namespace ?? 'shop';
  return {
    ...base('Deployment', name, namespace),
    type: 'diagnosis',
    part: 'diagnosis',
    kind: 'Deployment',
    namespace,
    name,
    readAt: '1970-01-01T00:01:00Z',
    pods: { read: 2, ready: 1, more: false },
    findings: [
      {
        reason: 'crash-loop',
        pods: 1,
        container: 'main',
        exitCode: 1,
        restarts: 7,
        message: `${namespace}/${name} cannot begin`,
      },
    ],
    findingsTotal: 1,
    unread: [],
    ...over,
  };
}

/** A Deployment whose image somebody edited, unless told otherwise. */
export function differenceFact(
  over: Partial<DifferenceFact> = {},
): DifferenceFact {
  const name = over.name ?? 'checkout';
  const namespace = over.namespace ?? 'shop';
  return {
    ...base('Deployment', name, namespace),
    type: 'difference',
    part: 'difference',
    kind: 'Deployment',
    namespace,
    name,
    basis: 'ownership',
    differences: [
      {
        path: 'spec.template.spec.containers[name=main].image',
        kind: 'changed',
        live: { text: '"shop/checkout:hotfix"' },
        confidence: 'owner',
        author: {
          manager: 'kubectl-edit',
          operation: 'Update',
          time: 1_000,
        },
      },
    ],
    total: 1,
    same: `drift1:${name}`,
    ...over,
  };
}

/** An Argo CD Application that is in sync and brings nothing, unless told otherwise. */
export function deliveryFact(over: Partial<DeliveryFact> = {}): DeliveryFact {
  const name = over.name ?? 'checkout';
  const namespace = over.namespace ?? 'argocd';
  return {
    ...base('Application', name, namespace),
    type: 'delivery',
    engine: 'argocd',
    kind: 'Application',
    namespace,
    name,
    health: 'healthy',
    sync: 'synced',
    suspended: false,
    sources: [],
    images: [],
    history: [],
    heartbeat: { state: 'current' },
    brings: { resources: [], total: 0 },
    ...over,
  };
}

/** An Argo CD that leaves out how many replicas Deployments have, unless told otherwise. */
export function comparisonFact(
  over: Partial<ComparisonFact> = {},
): ComparisonFact {
  const { namespace = 'argocd' } = over;
  return {
    ...base('Settings', 'argocd', namespace),
    subject: { type: 'none' },
    type: 'comparison',
    engine: 'argocd',
    namespace,
    ignoreRules: {
      rules: [
        {
          where: { kind: 'Settings', namespace, name: 'argocd', path: 'rules' },
          target: { group: 'apps', kind: 'Deployment' },
          leftOut: [{ type: 'pointer', text: '/spec/replicas' }],
        },
      ],
      total: 1,
    },
    ...over,
  };
}

/** What a delivery brings: Deployments, each as `namespace/name`. */
export function brings(...deployments: string[]): DeliveryFact['brings'] {
  return {
    resources: deployments.map(place => {
      const [namespace, name] = place.split('/');
      return { group: 'apps', kind: 'Deployment', namespace, name };
    }),
    total: deployments.length,
  };
}

/** A node that is ready, unless told otherwise. */
export function nodeFact(over: Partial<NodeFact> = {}): NodeFact {
  const name = over.name ?? 'node-a';
  return {
    ...base('Node', name),
    type: 'node',
    name,
    health: 'healthy',
    unschedulable: false,
    capacity: { cpuMillicores: 4000, memoryBytes: 16_000_000_000, pods: 110 },
    allocatable: {},
    ...over,
  };
}

/** An active namespace. */
export function namespaceFact(
  name: string,
  labels: Record<string, string> = {},
): NamespaceFact {
  return {
    ...base('Namespace', name),
    type: 'namespace',
    name,
    phase: 'active',
    labels,
  };
}

/** A repository that Flux follows. */
export function sourceFact(over: Partial<SourceFact> = {}): SourceFact {
  const name = over.name ?? 'config';
  const namespace = over.namespace ?? 'flux';
  return {
    ...base('GitRepository', name, namespace),
    type: 'source',
    engine: 'flux',
    kind: 'GitRepository',
    namespace,
    name,
    health: 'healthy',
    suspended: false,
    ...over,
  };
}

/** A sync window: of a type that has no table of its own. */
export function freezeFact(part: string, schedule = '0 22 * * *'): Fact {
  return {
    ...base('AppProject', 'shop', 'argocd'),
    part,
    subject: { type: 'none' },
    type: 'freeze',
    engine: 'argocd',
    effect: 'deny',
    schedule,
    duration: '1h',
    manualAllowed: false,
    deliveries: [],
    namespaces: [],
    clusters: [],
  };
}

/** A Deployment that breaks a policy, unless told otherwise. */
export function findingFact(
  over: Partial<FindingFact> & { name?: string; namespace?: string } = {},
): FindingFact {
  const { name = 'checkout', namespace = 'shop', ...fact } = over;
  return {
    ...base('PolicyReport', name, namespace),
    type: 'finding',
    part: `${fact.policy ?? 'require-limits'}`,
    engine: 'kyverno',
    policy: 'require-limits',
    result: 'fail',
    controls: [],
    exceptions: [],
    resource: { group: 'apps', kind: 'Deployment', namespace, name },
    ...fact,
  };
}

/** What a Deployment cost in a day, unless told otherwise. */
export function allocationFact(
  over: Partial<AllocationFact> = {},
): AllocationFact {
  const name = over.name ?? 'checkout';
  return {
    ...base('Allocation', name, 'opencost'),
    type: 'allocation',
    engine: 'opencost',
    grain: 'workload',
    share: 'used',
    name,
    namespace: 'shop',
    window: { start: '2026-11-27T00:00:00Z', end: '2026-11-28T00:00:00Z' },
    minutes: 1440,
    currency: 'USD',
    costs: { cpu: 2, ram: 1, total: 3 },
    usage: { cpuCoresRequested: 1, cpuCoresUsed: 0.5 },
    efficiency: { cpu: 0.5, ram: 'no-request', total: 0.5 },
    query:
      '/allocation/compute?window=2026-11-27T00:00:00Z,2026-11-28T00:00:00Z',
    estimated: false,
    warnings: [],
    ...over,
  };
}

/** An alert that fires on a pod, unless told otherwise; told apart by its source's name. */
export function alertFact(
  over: Omit<Partial<AlertFact>, 'source'> & { id?: string } = {},
): AlertFact {
  const { id = 'alert', ...fact } = over;
  return {
    ...base('Alert', id, 'monitoring'),
    type: 'alert',
    engine: 'prometheus',
    name: 'PodCrashLooping',
    severity: 'medium',
    namespace: 'shop',
    ...fact,
  };
}

/** A policy of Kyverno's that works, unless told otherwise. */
export function policyFact(over: Partial<PolicyFact> = {}): PolicyFact {
  const name = over.name ?? 'require-limits';
  return {
    ...base('ClusterPolicy', name),
    type: 'policy',
    engine: 'kyverno',
    kind: 'ClusterPolicy',
    name,
    health: 'healthy',
    enforcement: 'audit',
    categories: [],
    standards: [],
    controls: [],
    rules: [{ name: 'memory-limit', action: 'validate' }],
    rulesTotal: 1,
    kinds: ['Pod'],
    excludedNamespaces: [],
    references: [],
    ...over,
  };
}

/** An exception from a policy, without an end unless told otherwise. */
export function exceptionFact(
  over: Partial<ExceptionFact> = {},
): ExceptionFact {
  const name = over.name ?? 'legacy';
  return {
    ...base('PolicyException', name, over.namespace ?? 'shop'),
    type: 'exception',
    engine: 'kyverno',
    kind: 'PolicyException',
    namespace: 'shop',
    name,
    health: 'unknown',
    policies: [{ name: 'require-limits', rules: [] }],
    scope: ['Deployment shop/legacy'],
    namespaces: ['shop'],
    reportsAs: 'skip',
    ...over,
  };
}

/** A budget of a cost tool, unless told otherwise. */
export function budgetFact(over: Partial<BudgetFact> = {}): BudgetFact {
  const name = over.name ?? 'shop';
  return {
    ...base('Budget', name, 'kubecost'),
    type: 'budget',
    engine: 'kubecost',
    name,
    clusters: [],
    namespaces: ['shop'],
    selectors: [],
    interval: 'monthly',
    limit: 1000,
    spent: 400,
    currency: 'USD',
    thresholds: [80, 100],
    ...over,
  };
}

/** An OCM ManagedCluster that its hub sees, unless told otherwise. */
export function clusterFact(over: Partial<ClusterFact> = {}): ClusterFact {
  const name = over.name ?? 'member';
  return {
    ...base('ManagedCluster', name, over.namespace),
    subject: { type: 'reference', name },
    type: 'cluster',
    engine: 'ocm',
    kind: 'ManagedCluster',
    name,
    health: 'healthy',
    lifecycle: 'provisioned',
    heartbeat: { state: 'current' },
    claims: {},
    sets: [],
    taints: [],
    blockedBy: [],
    references: [],
    ...over,
  };
}

/** Machines of a cluster, of a hub that manages them. */
export function poolFact(over: Partial<PoolFact> = {}): PoolFact {
  const name = over.name ?? 'workers';
  return {
    ...base('MachineDeployment', name, 'fleet'),
    subject: { type: 'reference', server: 'https://prod.example' },
    type: 'pool',
    engine: 'ocm',
    kind: 'MachineDeployment',
    namespace: 'fleet',
    name,
    role: 'worker',
    health: 'healthy',
    paused: false,
    replicas: { desired: 3, ready: 3 },
    blockedBy: [],
    ...over,
  };
}

/** What a hub runs on a cluster. */
export function agentFact(over: Partial<AgentFact> = {}): AgentFact {
  const name = over.name ?? 'work-manager';
  return {
    ...base('ManagedClusterAddOn', name, 'fleet'),
    subject: { type: 'reference', server: 'https://prod.example' },
    type: 'agent',
    engine: 'ocm',
    kind: 'ManagedClusterAddOn',
    namespace: 'fleet',
    name,
    health: 'healthy',
    heartbeat: { state: 'current' },
    ...over,
  };
}

/** What decides which clusters get a delivery; it chose none, unless told otherwise. */
export function placementFact(
  over: Partial<PlacementFact> = {},
): PlacementFact {
  const name = over.name ?? 'everywhere';
  const namespace = over.namespace ?? 'argocd';
  return {
    ...base('Placement', name, namespace),
    subject: { type: 'none' },
    type: 'placement',
    engine: 'ocm',
    kind: 'Placement',
    namespace,
    name,
    health: 'healthy',
    generators: [],
    strategy: 'all-at-once',
    steps: [],
    deliveries: [],
    total: 0,
    ...over,
  };
}

/** A namespace that may have ten pods, unless told otherwise. */
export function quotaFact(over: Partial<QuotaFact> = {}): QuotaFact {
  const name = over.name ?? 'compute';
  const namespace = over.namespace ?? 'shop';
  return {
    ...base('ResourceQuota', name, namespace),
    type: 'quota',
    namespace,
    name,
    hard: [{ resource: 'pods', limit: '10' }],
    hardTotal: 1,
    scopes: [],
    ...over,
  };
}

/** A binding that gives one group a role, unless told otherwise. */
export function accessFact(over: Partial<AccessFact> = {}): AccessFact {
  const name = over.name ?? 'deployers';
  const namespace = over.namespace ?? 'shop';
  return {
    ...base('RoleBinding', name, namespace),
    type: 'access',
    kind: 'RoleBinding',
    namespace,
    name,
    digest: 'd'.repeat(64),
    words: ['Group storefront'],
    total: 1,
    role: { kind: 'Role', name: 'deployer' },
    ...over,
  };
}
