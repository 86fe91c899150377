import type {
  ClusterDetail,
  Delivery,
  HubWord,
  Statement,
  StatementDetail,
  Workload,
} from '@fleetview/backstage-plugin-fleet-common';
import { ago, current, stale } from './builders';

const HUB = { id: 'c-hub', name: 'hub-eu' };
const CLUSTER = { id: 'c-euw1b', name: 'prod-euw1-b' };

/**
 * What is said of a cluster, or read on it.
 *
 * @public
 */
export function statement(
  partial: Partial<Statement> & Pick<Statement, 'name' | 'kind' | 'detail'>,
): Statement {
  const { detail, name } = partial;
  const isAbout = ['cluster', 'pool', 'agent'].includes(detail.type);
  return {
    id: `s-${detail.type}-${name}`,
    role: isAbout ? 'about' : 'on',
    type: detail.type,
    engine: 'open-cluster-management',
    observer: isAbout ? HUB : CLUSTER,
    subject: { state: 'resolved', cluster: CLUSTER },
    ...(['lease', 'freeze'].includes(detail.type)
      ? {}
      : { health: 'healthy' as const }),
    currency: current(),
    changedAt: ago({ hours: 3 }),
    ...partial,
  };
}

const managed: Extract<StatementDetail, { type: 'cluster' }> = {
  type: 'cluster',
  lifecycle: 'provisioned',
  heartbeat: { state: 'current' },
  accepted: true,
  kubernetesVersion: 'v1.34.2',
  cpuMillicores: 96_000,
  memoryBytes: 384 * 1024 ** 3,
  claims: [
    { key: 'platform.open-cluster-management.io', value: 'AWS' },
    { key: 'region.open-cluster-management.io', value: 'eu-west-1' },
  ],
  sets: ['production-eu'],
  taints: [
    {
      key: 'maintenance',
      value: 'upgrade',
      effect: 'NoSelectIfNew',
      since: ago({ hours: 2 }),
    },
  ],
  blockedBy: [],
  references: [],
};

/** A rollout by steps that somebody has to let go on. */
export function canary(): NonNullable<Workload['strategy']> {
  return {
    type: 'canary',
    step: 3,
    steps: 8,
    desiredWeight: 40,
    actualWeight: 35,
    paused: true,
    reason: 'CanaryPauseStep',
    pausedAt: ago({ minutes: 42 }),
    aborted: false,
    stableRevision: '6f9c7d',
    currentRevision: '7b1d2a',
  };
}

/** What an engine says of a delivery that it could not bring. */
export function heldUp(): Partial<Delivery> {
  return {
    blockedBy: ['Application payments-secrets is not ready'],
    dependsOn: [
      { kind: 'Application', namespace: 'argocd', name: 'payments-secrets' },
    ],
    conditions: [
      { type: 'SharedResourceWarning', message: 'Service checkout is shared' },
    ],
    operation: {
      phase: 'failed',
      message: 'one or more objects failed to apply',
      initiatedBy: 'ann',
      failures: [
        {
          kind: 'Deployment',
          namespace: 'payments',
          name: 'checkout',
          message: 'admission denied: require-limits',
        },
      ],
      failuresTotal: 4,
    },
  };
}

/**
 * What hubs say of the company's clusters, and what is read there besides.
 *
 * @public
 */
export function companyStatements(): Map<string, Statement[]> {
  return new Map([[CLUSTER.id, [...saidOfIt(), ...readThere()]]]);
}

function saidOfIt(): Statement[] {
  const capi = { engine: 'cluster-api', namespace: 'fleet' };
  return [
    statement({
      kind: 'ManagedClusterAddOn',
      name: 'work-manager',
      detail: { type: 'agent', heartbeat: { state: 'current' } },
    }),
    statement({
      kind: 'ManagedClusterAddOn',
      name: 'cert-policy-controller',
      health: 'degraded',
      message: 'the lease of the add-on was not renewed',
      currency: stale(12, 'the hub cannot tell: its lease was not renewed'),
      detail: {
        type: 'agent',
        heartbeat: {
          state: 'lost',
          since: ago({ minutes: 12 }),
          reason: 'its lease was not renewed',
        },
        version: '2.14.0',
      },
    }),
    statement({
      kind: 'ManagedCluster',
      name: 'prod-euw1-b.eu',
      detail: managed,
    }),
    statement({
      ...capi,
      kind: 'Cluster',
      name: 'prod-euw1-b',
      health: 'progressing',
      message: 'rolling out the control plane',
      detail: {
        ...managed,
        accepted: undefined,
        lifecycle: 'upgrading',
        desiredKubernetesVersion: 'v1.35.1',
        claims: [],
        sets: [],
        taints: [],
        blockedBy: [
          'KubeadmControlPlane prod-euw1-b-cp: 2 of 3 machines are up to date',
        ],
        references: [
          {
            role: 'infrastructure',
            kind: 'AWSCluster',
            namespace: 'fleet',
            name: 'prod-euw1-b',
          },
        ],
      },
    }),
    statement({
      ...capi,
      kind: 'KubeadmControlPlane',
      name: 'prod-euw1-b-cp',
      health: 'progressing',
      detail: {
        type: 'pool',
        role: 'control-plane',
        paused: false,
        kubernetesVersion: 'v1.35.1',
        replicas: { desired: 3, current: 4, ready: 3, upToDate: 2 },
        blockedBy: ['waiting for etcd member of machine cp-4x7'],
      },
    }),
    statement({
      ...capi,
      kind: 'MachineDeployment',
      name: 'prod-euw1-b-md-0',
      detail: {
        type: 'pool',
        role: 'worker',
        paused: false,
        kubernetesVersion: 'v1.34.2',
        desiredKubernetesVersion: 'v1.35.1',
        replicas: { desired: 9, current: 9, ready: 9, upToDate: 9 },
        blockedBy: [],
        parent: { kind: 'Cluster', namespace: 'fleet', name: 'prod-euw1-b' },
      },
    }),
  ];
}

function readThere(): Statement[] {
  return [
    statement({
      engine: 'argo-rollouts',
      kind: 'AnalysisRun',
      namespace: 'payments',
      name: 'checkout-6f9-2',
      health: 'degraded',
      message: 'metric error-rate failed',
      detail: {
        type: 'analysis',
        verdict: 'failed',
        startedAt: ago({ minutes: 50 }),
        finishedAt: ago({ minutes: 42 }),
        parent: { kind: 'Rollout', namespace: 'payments', name: 'checkout' },
        metrics: [
          {
            name: 'error-rate',
            verdict: 'failed',
            successful: 2,
            failed: 3,
            lastValue: '[0.081]',
          },
          { name: 'latency', verdict: 'successful', successful: 5 },
        ],
      },
    }),
    statement({
      engine: 'kubernetes',
      kind: 'HorizontalPodAutoscaler',
      namespace: 'payments',
      name: 'checkout',
      detail: {
        type: 'autoscaler',
        target: { kind: 'Deployment', name: 'checkout' },
        minimum: 2,
        maximum: 6,
        current: 6,
        desired: 6,
        limited: true,
      },
    }),
    statement({
      engine: 'argocd',
      kind: 'AppProject',
      namespace: 'argocd',
      name: 'payments',
      detail: {
        type: 'freeze',
        effect: 'deny',
        schedule: '0 22 * * 5',
        duration: '58h',
        timeZone: 'Europe/Berlin',
        manualAllowed: false,
        overrunAllowed: true,
        project: 'payments',
        match: 'any',
        deliveries: [],
        namespaces: [],
        clusters: ['prod-*'],
        namedTotal: 1,
        description: 'No releases over the weekend',
      },
    }),
    statement({
      engine: 'kubernetes',
      kind: 'Lease',
      namespace: 'kube-system',
      name: 'kube-scheduler',
      detail: {
        type: 'lease',
        holder: 'ip-10-0-4-17_8f2c',
        durationSeconds: 15,
        renewedAt: ago({ seconds: 4 }),
        acquiredAt: ago({ days: 3 }),
        transitions: 7,
      },
    }),
    statement({
      engine: 'argocd',
      kind: 'ApplicationSet',
      namespace: 'argocd',
      name: 'checkout',
      health: 'progressing',
      message: 'step 2 of 3',
      detail: {
        type: 'placement',
        generators: ['clusters'],
        strategy: 'rolling',
        steps: ['env in (canary)', 'region in (eu)', 'region in (us)'],
        deliveries: [
          {
            namespace: 'argocd',
            name: 'checkout-prod-euw1-b',
            step: '2',
            status: 'Progressing',
            since: ago({ minutes: 42 }),
          },
        ],
        deliveriesTotal: 9,
        clusters: [
          { name: 'prod-euw1-b', cluster: CLUSTER, group: 'europe' },
          { name: 'prod-use1-a', group: 'americas', status: 'Waiting' },
        ],
        clustersTotal: 9,
        notChosen: ['dev-lab: tier is not production'],
      },
    }),
    statement({
      engine: 'sig-multicluster',
      kind: 'ServiceExport',
      namespace: 'payments',
      name: 'ledger',
      detail: {
        type: 'service',
        direction: 'exported',
        addressing: 'cluster-set-ip',
        ips: ['10.90.4.2'],
        ports: [{ name: 'https', protocol: 'TCP', port: 443 }],
        clusters: [{ name: 'prod-euw1-b', cluster: CLUSTER }],
        clustersTotal: 2,
        conflict: 'the ports of prod-use1-a differ',
      },
    }),
    statement({
      engine: 'flux',
      kind: 'GitRepository',
      namespace: 'flux-system',
      name: 'platform',
      currency: stale(9, 'interrupted: the watch was cut'),
      detail: {
        type: 'source',
        suspended: false,
        url: 'https://git.example.com/platform/config',
        reference: 'main',
        revision: {
          type: 'commit',
          value: 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334',
        },
      },
    }),
  ];
}

/**
 * What hubs say of one of the company's clusters, in short.
 *
 * @public
 */
export function companyHubWords(
  clusterId: string,
): Pick<ClusterDetail, 'hubs' | 'hubsTotal'> {
  if (clusterId !== CLUSTER.id) return { hubs: [], hubsTotal: 0 };
  const hubs = saidOfIt().flatMap((item): HubWord[] =>
    item.detail.type === 'cluster'
      ? [
          {
            id: item.id,
            observer: item.observer,
            engine: item.engine,
            kind: item.kind,
            name: item.name,
            health: item.health ?? 'unknown',
            lifecycle: item.detail.lifecycle,
            heartbeat: item.detail.heartbeat,
            currency: item.currency,
            kubernetesVersion: item.detail.kubernetesVersion,
            desiredKubernetesVersion: item.detail.desiredKubernetesVersion,
          },
        ]
      : [],
  );
  return { hubs, hubsTotal: hubs.length };
}
