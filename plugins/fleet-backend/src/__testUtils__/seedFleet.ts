import { createHash } from 'node:crypto';
import type {
  DeliveryFact,
  Health,
  NodeFact,
  Sync,
  WorkloadFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { addCounts, count, noCounts, toColumns } from '../derive/counts';
import type { InstanceData } from '../derive/instanceRow';
import { ManyRows } from './ManyRows';

/** What {@link seedFleet} fills a store with. */
export type SeedFleetOptions = {
  clusters: number;
  /** Components that run on each; 5 unless told otherwise. */
  instancesPerCluster?: number;
  /** Components of the catalog; 5 for each cluster, and at most 5,000, unless told otherwise. */
  components?: number;
  /** The same number gives the same fleet. */
  seed?: number;
  /** Milliseconds since 1970: what is current was confirmed then. */
  now?: number;
};

/** What {@link seedFleet} has put into the store. */
export type SeededFleet = {
  clusterIds: string[];
  entityRefs: string[];
  /** An entity that runs on every cluster. */
  everywhere: string;
  /** A cluster that holds the deliveries of many others. */
  hubId: string;
};

const REGIONS = Array.from(
  { length: 24 },
  (_, index) =>
    `${['eu', 'us', 'ap', 'sa', 'af', 'me'][index % 6]}-${
      ['west', 'east', 'central', 'north'][Math.floor(index / 6)]
    }-1`,
);
const PROVIDERS = ['aws', 'gcp', 'azure', 'on-premises'];
const ENVIRONMENTS = ['production', 'production', 'staging', 'development'];
const TIERS = ['critical', 'standard', 'standard', 'unassigned'];
const KINDS = [
  ['kubernetes', '', 'Node'],
  ['kubernetes', '', 'Namespace'],
  ['kubernetes', 'apps', 'Deployment'],
  ['kubernetes', 'apps', 'StatefulSet'],
  ['kubernetes', 'apps', 'DaemonSet'],
  ['kubernetes', 'batch', 'Job'],
  ['kubernetes', 'batch', 'CronJob'],
  ['argocd', 'argoproj.io', 'Application'],
  ['argocd', 'argoproj.io', 'ApplicationSet'],
  ['argocd', 'argoproj.io', 'AppProject'],
  ['flux', 'kustomize.toolkit.fluxcd.io', 'Kustomization'],
  ['flux', 'helm.toolkit.fluxcd.io', 'HelmRelease'],
  ['flux', 'source.toolkit.fluxcd.io', 'GitRepository'],
] as const;
const NODES = 3;
/** One cluster in so many holds the deliveries of those after it. */
const HUB_EVERY = 50;

/** Fills an empty store with a fleet as derivations leave it. */
export async function seedFleet(
  knex: Knex,
  options: SeedFleetOptions,
): Promise<SeededFleet> {
  const { clusters, instancesPerCluster = 5, seed = 1 } = options;
  const components = Math.max(
    instancesPerCluster,
    options.components ?? Math.min(5000, clusters * 5),
  );
  const now = options.now ?? 1_800_000_000_000;
  const random = randomOf(seed);
  const entityRefs = Array.from(
    { length: components },
    (_, index) => `component:default/component-${index}`,
  );
  const clusterIds = Array.from({ length: clusters }, (_, index) =>
    digest('cluster', seed, index).slice(0, 22),
  );
  const rows = new ManyRows(knex);
  for (const [index, ref] of entityRefs.entries()) {
    await rows.add('entity', {
      ref,
      title: `Component ${index}`,
      owner: `group:default/team-${index % 40}`,
      system: `system:default/system-${index % 100}`,
      annotations: JSON.stringify({
        'backstage.io/kubernetes-id': `component-${index}`,
      }),
      hash: digest(ref),
    });
  }
  for (const [index, clusterId] of clusterIds.entries()) {
    await seedCluster({
      rows,
      random,
      now,
      index,
      clusterId,
      hubId: clusterIds[index - (index % HUB_EVERY)],
      entityRefs: Array.from(
        { length: instancesPerCluster },
        (_, position) =>
          entityRefs[
            position === 0
              ? 0
              : 1 +
                ((index * (instancesPerCluster - 1) + position - 1) %
                  (components - 1))
          ],
      ),
    });
  }
  await rows.flush();
  await knex('revision').where({ id: 1 }).update({ value: 1000 });
  // Plans are made from what is there, not from an empty store.
  await knex.raw('analyze');
  return {
    clusterIds,
    entityRefs,
    everywhere: entityRefs[0],
    hubId: clusterIds[0],
  };
}

async function seedCluster(options: {
  rows: ManyRows;
  random: () => number;
  now: number;
  index: number;
  clusterId: string;
  hubId: string;
  entityRefs: string[];
}): Promise<void> {
  const { rows, random, now, index, clusterId, hubId } = options;
  const luck = random();
  const answers = luck > 0.03;
  const reachability = answers
    ? 'reachable'
    : pick(['unreachable', 'unauthorized', 'forbidden'], index);
  const since = now - Math.floor(random() * 10 * 86_400_000);
  const minor = pick([34, 34, 34, 33, 33, 32, 31], index);
  const attributes = {
    region: pick(REGIONS, index),
    zone: `${pick(REGIONS, index)}a`,
    provider: pick(PROVIDERS, index),
    environment: pick(ENVIRONMENTS, Math.floor(index / 3)),
    tier: pick(TIERS, index),
    owner: `group:default/platform-${index % 20}`,
  };
  const badNode = random() < 0.02;
  const instances = noCounts();
  const deliveries = noCounts();
  const worst: string[] = [];

  for (const [position, entityRef] of options.entityRefs.entries()) {
    const stale = !answers;
    const health: Health = pickBy(random(), [
      [0.02, 'degraded'],
      [0.005, 'missing'],
      [0.04, 'progressing'],
      [0.01, 'suspended'],
      [0.01, 'unknown'],
      [1, 'healthy'],
    ]);
    const sync: Sync = random() < 0.03 ? 'out-of-sync' : 'synced';
    const failing = random() < 0.005;
    const name = entityRef.split('/')[1];
    const namespace = `team-${position % 4}`;
    const overHub = index % 2 === 1;
    const observer = overHub ? hubId : clusterId;
    const version = `1.${index % 7}.${position}`;
    const message =
      health === 'degraded'
        ? 'containers with unready status: [app]: back-off 5m0s restarting failed container'
        : undefined;
    const changedAt = now - Math.floor(random() * 30 * 86_400_000);
    const workload: WorkloadFact = {
      ...base(clusterId, 'apps', 'Deployment', namespace, name),
      type: 'workload',
      kind: 'Deployment',
      namespace,
      name,
      health,
      ...(message ? { message } : {}),
      images: [
        {
          container: 'app',
          repository: `registry.example.com/${name}`,
          tag: version,
        },
      ],
      version,
      settled: health !== 'progressing',
      replicas: { desired: 3, current: 3, updated: 3, ready: 3, available: 3 },
    };
    const lost = overHub && !answers;
    const delivery: DeliveryFact = {
      ...base(clusterId, 'argoproj.io', 'Application', 'argocd', name),
      ...(overHub
        ? {
            subject: {
              type: 'reference' as const,
              server: `https://${clusterId}.example.com`,
            },
          }
        : {}),
      type: 'delivery',
      engine: 'argocd',
      kind: 'Application',
      namespace: 'argocd',
      name: `${name}-${index}`,
      health: failing ? 'degraded' : health,
      ...(failing ? { message: 'one or more objects failed to apply' } : {}),
      sync,
      suspended: false,
      sources: [
        {
          repository: 'https://git.example.com/platform/config',
          path: `apps/${name}/overlays/${attributes.environment}`,
          targetRevision: 'main',
        },
      ],
      images: [],
      history: [],
      targetNamespace: namespace,
      heartbeat: lost
        ? { state: 'lost', reason: 'the hub does not reach the cluster' }
        : { state: 'current' },
      brings: {
        resources: [
          { group: 'apps', kind: 'Deployment', namespace, name, sync },
          { group: '', kind: 'Service', namespace, name },
        ],
        total: 9,
      },
    };
    const workloadId = digest('workload', clusterId, namespace, name);
    const deliveryId = digest('delivery', clusterId, namespace, name);
    const binding = JSON.stringify({
      type: 'bound',
      entityRef,
      rule: 'kubernetes-id',
      evidence: `label backstage.io/kubernetes-id=${name}`,
    });
    const factRow = (
      id: string,
      table: 'workload' | 'delivery',
      fact: WorkloadFact | DeliveryFact,
      seenBy: string,
    ) => ({
      id,
      observer: seenBy,
      adapter: table === 'workload' ? 'kubernetes' : 'argocd',
      source_uid: digest('uid', id).slice(0, 36),
      part: '',
      api_group: fact.source.group,
      api_version: 'v1',
      kind: fact.kind,
      namespace: fact.namespace ?? '',
      name: fact.name,
      subject: clusterId,
      subject_reference: null,
      hash: digest('hash', id),
      changed_at: changedAt,
      first_seen_at: changedAt,
      data: JSON.stringify(fact),
      health: fact.health,
      stale,
      entity_ref: entityRef,
      binding,
    });
    await rows.add('workload', {
      ...factRow(workloadId, 'workload', workload, clusterId),
      version,
      settled_version: version,
    });
    await rows.add('delivery', {
      ...factRow(deliveryId, 'delivery', delivery, observer),
      sync,
      heartbeat_lost: lost,
    });
    const data: InstanceData = {
      namespace,
      entityRef,
      environment: attributes.environment,
      owner: 'group:default/team-1',
      system: 'system:default/system-1',
      health,
      ...(message ? { message } : {}),
      sync,
      stale,
      version: { desired: version, actual: version, settled: true },
      replicas: { desired: 3, updated: 3, ready: 3, available: 3 },
      drift: sync === 'out-of-sync' ? 1 : 0,
      behind: false,
      engines: ['argocd'],
      binding: {
        rule: 'kubernetes-id',
        evidence: `label backstage.io/kubernetes-id=${name}`,
      },
      workloadIds: [workloadId],
      deliveryIds: [deliveryId],
      sinceIsLowerBound: false,
    };
    await rows.add('instance', {
      id: digest('instance', clusterId, namespace, name),
      cluster_id: clusterId,
      namespace,
      entity_ref: entityRef,
      health,
      sync,
      stale,
      since: changedAt,
      version,
      desired_version: version,
      hash: digest('row', clusterId, namespace, name).slice(0, 27),
      data: JSON.stringify(data),
    });
    const one = noCounts();
    const brought = noCounts();
    count(one, { health, sync, stale });
    count(brought, { health: delivery.health, sync, stale });
    addCounts(instances, one);
    addCounts(deliveries, brought);
    await rows.add('cell', {
      cluster_id: clusterId,
      namespace,
      entity_ref: entityRef,
      region: attributes.region,
      environment: attributes.environment,
      owner: data.owner,
      system: data.system,
      ...toColumns('instance', one),
      ...toColumns('delivery', brought),
      ...toColumns('workload', one),
    });
    if (health === 'degraded' && worst.length < 3) {
      worst.push(`${name} degraded: ${message}`);
    }
    if (position === 0) {
      await rows.add('transition', {
        at: changedAt,
        cluster_id: clusterId,
        scope: 'instance',
        name: entityRef,
        entity_ref: entityRef,
        field: 'version',
        from_value: '1.0.0',
        to_value: version,
      });
    }
  }

  for (let node = 0; node < NODES; node++) {
    const name = `node-${index}-${node}`;
    const fact: NodeFact = {
      ...base(clusterId, '', 'Node', undefined, name),
      type: 'node',
      name,
      health: badNode && node === 0 ? 'degraded' : 'healthy',
      unschedulable: false,
      kubeletVersion: `v1.${minor}.2`,
      region: attributes.region,
      zone: attributes.zone,
      capacity: { cpuMillicores: 8000, memoryBytes: 32 * 2 ** 30, pods: 110 },
      allocatable: {},
    };
    await rows.add('node', {
      id: digest('node', clusterId, node),
      observer: clusterId,
      adapter: 'kubernetes',
      source_uid: digest('node-uid', clusterId, node).slice(0, 36),
      part: '',
      api_group: '',
      api_version: 'v1',
      kind: 'Node',
      namespace: '',
      name,
      subject: clusterId,
      hash: digest('node-hash', name),
      first_seen_at: since,
      data: JSON.stringify(fact),
    });
  }
  for (const [adapter, group, kind] of KINDS) {
    await rows.add('coverage', {
      cluster_id: clusterId,
      adapter,
      api_group: group,
      kind,
      scope: 'cluster',
      api_version: 'v1',
      state: answers ? 'current' : reachability,
      since,
      reason: answers ? null : 'connection refused',
      confirmed_at: answers ? now : since,
      is_current: answers,
      objects: kind === 'Deployment' ? options.entityRefs.length : NODES,
      skipped: '[]',
    });
  }
  await rows.add('cluster_record', {
    source_id: 'seed',
    source_title: 'Seed',
    name: `cluster-${index}`,
    cluster_id: clusterId,
    server: `https://${clusterId}.example.com`,
    tls_verified: index % 97 !== 1,
    present: true,
    first_seen_at: since,
  });
  const named = Object.entries(attributes);
  await rows.add('cluster', {
    id: clusterId,
    name: `${attributes.environment.slice(0, 4)}-${attributes.region}-${index}`,
    uid: digest('kube-system', clusterId).slice(0, 36),
    api_server_key: digest('server', clusterId),
    reachability,
    reachability_since: since,
    reachability_reason: answers ? null : 'connection refused',
    last_seen_at: answers ? now : since,
    kubernetes_version: `v1.${minor}.2`,
    kubernetes_minor: `1.${minor}`,
    kubernetes_minor_number: minor,
    health: badNode ? 'degraded' : 'healthy',
    stale: !answers,
    ...attributes,
    attributes: JSON.stringify(
      Object.fromEntries(
        named.map(([key, value]) => [
          key,
          value === 'unassigned'
            ? { value, evidence: { source: 'none', value } }
            : {
                value,
                evidence: {
                  source: 'configuration',
                  value,
                  detail: `fleet.attributes[${index % 10}]`,
                },
              },
        ]),
      ),
    ),
    nodes_total: NODES,
    nodes_ready: badNode ? NODES - 1 : NODES,
    nodes_not_ready: badNode ? 1 : 0,
    capacity_cpu: 8000 * NODES,
    capacity_memory: 32 * 2 ** 30 * NODES,
    capacity_pods: 110 * NODES,
    ...toColumns('instance', instances),
    ...toColumns('delivery', deliveries),
    coverage_asked: KINDS.length,
    coverage_current: answers ? KINDS.length : 0,
    coverage_state: answers ? 'current' : reachability,
    coverage_reason: answers ? null : 'connection refused',
    worst: JSON.stringify(
      badNode
        ? [`node node-${index}-0 is not ready`, ...worst].slice(0, 3)
        : worst,
    ),
    created_at: since,
  });
}

function base(
  clusterId: string,
  group: string,
  kind: string,
  namespace: string | undefined,
  name: string,
) {
  return {
    subject: { type: 'observer' as const },
    source: {
      group,
      version: 'v1',
      kind,
      ...(namespace ? { namespace } : {}),
      name,
      uid: digest('source', clusterId, kind, namespace ?? '', name).slice(
        0,
        36,
      ),
    },
    part: '',
    labels: {
      'app.kubernetes.io/name': name,
      'backstage.io/kubernetes-id': name,
    },
    annotations: {},
  };
}

/** Numbers from 0 to 1 that follow from the seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function pick<T>(values: readonly T[], index: number): T {
  return values[index % values.length];
}

/** The first value whose share, added to those before it, covers the draw. */
function pickBy<T>(draw: number, shares: readonly (readonly [number, T])[]): T {
  let sum = 0;
  for (const [share, value] of shares) {
    sum += share;
    if (draw < sum) return value;
  }
  return shares[shares.length - 1][1];
}

function digest(...parts: (string | number)[]): string {
  return createHash('sha256').update(parts.join('/')).digest('base64url');
}
