import { ARGOCD_TYPES, FLUX_TYPES } from '../api/resourceTypes';
import { toTimestamp } from '../clock';
import { createRandom, Random, uidFor } from '../random';
import { SimulatedCluster } from '../SimulatedCluster';
import { KubernetesObject } from '../types';
import { buildAppProject } from './builders/argocd';
import {
  buildEvent,
  buildLease,
  buildNamespace,
  buildNode,
  nodeName,
} from './builders/cluster';
import { buildDefinition } from './builders/definitions';
import { buildKustomization, buildSource } from './builders/flux';
import { ApplicationSetController } from './controllers/ApplicationSetController';
import { ArgoController } from './controllers/ArgoController';
import { Background } from './controllers/Background';
import { FluxController } from './controllers/FluxController';
import type { GitSource } from './git/GitSource';
import { type Ailment, Pods } from './controllers/Pods';
import { WorkloadController } from './controllers/WorkloadController';
import { Node, Pod } from './kinds';
import { Scenario, ScenarioCluster } from './scenario/scenarioSchema';
import { worldSystem, type WorldSystem } from './systems';
import { WorkDelivery } from './systems/open-cluster-management/delivery/WorkDelivery';
import { WorldClock } from './WorldClock';

const DAY_MS = 86_400_000;
/** How much time passes between two steps while the past is made. */
const STEP_MS = 4_000;
const MAXIMUM_STEPS = 60;

/** One cluster with everything that runs in it and makes it live. */
export class WorldCluster {
  readonly random: Random;
  readonly pods: Pods;
  readonly workloads: WorkloadController;
  readonly background: Background;
  readonly argo: ArgoController | undefined;
  readonly applicationSets: ApplicationSetController | undefined;
  readonly flux: FluxController | undefined;
  /** What a hub of Open Cluster Management brings; nothing where no cluster is delivered to by one. */
  readonly works: WorkDelivery;
  #systems: WorldSystem[] = [];

  constructor(
    readonly spec: ScenarioCluster,
    readonly cluster: SimulatedCluster,
    readonly clock: WorldClock,
    seed: string | number,
    ailmentOf: (pod: Pod) => Ailment | undefined,
  ) {
    const { store } = cluster;
    this.random = createRandom(seed, spec.name);
    this.pods = new Pods(store, clock, ailmentOf);
    this.workloads = new WorkloadController(store, clock, this.pods);
    this.background = new Background(store, clock, this.random, this.pods);
    if (hasArgo(spec)) {
      this.argo = new ArgoController(cluster, clock);
      this.applicationSets = new ApplicationSetController(this.argo, clock);
    }
    if (spec.delivery.engine === 'flux') {
      this.flux = new FluxController(store, clock, spec.name);
    }
    this.works = new WorkDelivery(cluster, clock);
  }

  /** When the cluster was made: ten months to a year ago, so that its nodes and what runs on them are older than the days of which costs are told. */
  get bornAt(): number {
    const age = 300 + (parseInt(uidFor(this.spec.name).slice(0, 4), 16) % 65);
    return this.clock.now() - age * DAY_MS;
  }

  /** Makes what a cluster has before anything runs on it. */
  furnish(
    scenario: Scenario,
    namespaces: ReadonlyMap<string, string>,
    git?: GitSource,
  ): void {
    const { spec } = this;
    const { store } = this.cluster;
    const now = this.clock.now();
    const { bornAt } = this;
    this.clock.at(bornAt, () => {
      for (const name of [
        'default',
        'kube-node-lease',
        'kube-public',
        'kube-system',
      ]) {
        store.create(buildNamespace({ name, createdAt: bornAt }));
      }
      for (const [name, team] of namespaces) {
        if (name.startsWith('kube-')) continue;
        const createdAt = bornAt + DAY_MS;
        store.create(
          buildNamespace({
            name,
            labels: {
              ...(team && { team }),
              environment: spec.environment,
              ...podSecurityLabels(spec, team),
            },
            createdAt,
          }),
        );
        if (spec.environment === 'production') this.#limit(name);
      }
      this.#createNodes(bornAt, now);
    });
    if (this.argo) this.#installArgo(scenario);
    if (this.flux) this.#installFlux(scenario, git);
  }

  /** Lets the systems of the scenario run here; they see all clusters as they are by now. */
  installSystems(
    scenario: Scenario,
    clusters: ReadonlyMap<string, WorldCluster>,
  ): void {
    const { spec, cluster, clock, random, bornAt } = this;
    this.#systems = spec.systems.map(id => {
      const definition = worldSystem(id);
      clock.at(bornAt + DAY_MS, () => {
        for (const type of definition.types) {
          cluster.store.create(buildDefinition(type));
        }
      });
      return definition.create({
        scenario,
        spec,
        cluster,
        clock,
        random,
        bornAt,
        clusters,
      });
    });
    for (const system of this.#systems) system.load();
  }

  /** One step of the systems that run here. */
  tickSystems(): void {
    for (const system of this.#systems) system.tick();
  }

  /** Moves one workload on until nothing more happens; pretended time passes. */
  settle(kind: string, namespace: string, name: string): void {
    const { store } = this.cluster;
    for (let step = 0; step < MAXIMUM_STEPS; step++) {
      const workload = store.get({
        apiVersion: 'apps/v1',
        kind,
        namespace,
        name,
      });
      if (!workload) return;
      const before = store.revision;
      this.workloads.step(workload);
      if (store.revision === before) return;
      this.clock.pass(STEP_MS);
    }
  }

  /** Moves all workloads on until nothing more happens. */
  settleAll(): void {
    const { store } = this.cluster;
    for (let step = 0; step < MAXIMUM_STEPS; step++) {
      const before = store.revision;
      this.workloads.tick();
      if (store.revision === before) return;
      this.clock.pass(STEP_MS);
    }
  }

  /** A node's kubelet stops reporting; what can move elsewhere does. */
  loseNode(index: number): void {
    const { store } = this.cluster;
    const nodes = store.all<Node>('v1', 'Node');
    const node = nodes[index % nodes.length];
    const time = toTimestamp(this.clock.now());
    // A node is given up 50 s after its last word.
    const lastWord = toTimestamp(this.clock.now() - 50_000);
    const { name } = node.metadata;
    store.update<Node>(
      { apiVersion: 'v1', kind: 'Node', name },
      draft => {
        draft.spec.taints = ['NoSchedule', 'NoExecute'].map(effect => ({
          key: 'node.kubernetes.io/unreachable',
          effect,
          timeAdded: time,
        }));
        draft.status.conditions = draft.status.conditions.map(condition => ({
          ...condition,
          status: 'Unknown',
          reason: 'NodeStatusUnknown',
          message: 'Kubelet stopped posting node status.',
          lastHeartbeatTime: lastWord,
          lastTransitionTime: time,
        }));
      },
      { manager: 'kube-controller-manager', operation: 'Update' },
    );
    const lost = store.get<Node>({ apiVersion: 'v1', kind: 'Node', name });
    if (lost) {
      this.recordEvent(
        lost,
        'NodeNotReady',
        `Node ${name} status is now: NodeNotReady`,
        'node-controller',
      );
    }
    for (const pod of store.all<Pod>('v1', 'Pod')) {
      const owner = pod.metadata.ownerReferences?.[0];
      if (pod.spec.nodeName === name && owner?.kind !== 'DaemonSet') {
        this.pods.delete(pod);
      }
    }
  }

  /** Records a Warning. */
  recordEvent(
    about: KubernetesObject,
    reason: string,
    message: string,
    component: string,
  ): void {
    this.cluster.store.apply(
      buildEvent({
        about,
        reason,
        message,
        type: 'Warning',
        component,
        time: this.clock.now(),
      }),
    );
  }

  #limit(namespace: string): void {
    this.cluster.store.create({
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'team-quota', namespace },
      spec: { hard: { 'requests.cpu': '40', 'requests.memory': '96Gi' } },
      status: {
        hard: { 'requests.cpu': '40', 'requests.memory': '96Gi' },
        used: { 'requests.cpu': '1', 'requests.memory': '3Gi' },
      },
    });
    this.cluster.store.create({
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: { name: 'defaults', namespace },
      spec: {
        limits: [
          {
            type: 'Container',
            default: { memory: '512Mi' },
            defaultRequest: { cpu: '50m', memory: '128Mi' },
          },
        ],
      },
    });
  }

  #createNodes(bornAt: number, now: number): void {
    const { spec } = this;
    for (let index = 0; index < spec.nodes; index++) {
      const name = nodeName(spec.provider, spec.name, spec.region, index);
      const createdAt = bornAt + this.random.integer(1, 100) * DAY_MS;
      this.cluster.store.create(
        buildNode({
          name,
          kubernetesVersion: spec.kubernetesVersion,
          provider: spec.provider,
          region: spec.region,
          zone: spec.zones[index % spec.zones.length],
          instanceType: spec.instanceType,
          createdAt,
          heartbeatAt: now - this.random.integer(0, 280) * 1000,
        }),
      );
      this.cluster.store.create(
        buildLease({
          name,
          namespace: 'kube-node-lease',
          holder: name,
          createdAt,
          renewedAt: now - this.random.integer(0, 9) * 1000,
        }),
      );
    }
    for (const name of ['kube-controller-manager', 'kube-scheduler']) {
      this.cluster.store.create(
        buildLease({
          name,
          namespace: 'kube-system',
          holder: `${spec.name}_${uidFor(spec.name, name)}`,
          createdAt: bornAt,
          renewedAt: now - 2000,
        }),
      );
    }
  }

  #installArgo(scenario: Scenario): void {
    this.clock.at(this.bornAt + DAY_MS, () => {
      for (const type of ARGOCD_TYPES) {
        this.cluster.store.create(buildDefinition(type));
      }
      for (const team of scenario.teams) {
        this.cluster.store.create(
          buildAppProject({
            name: team.name,
            description: `${team.title}: ${team.description ?? ''}`,
            namespace: 'argocd',
            sourceRepositories: [
              `https://git.${scenario.dnsDomain}/${team.name}/*`,
              `https://charts.${scenario.dnsDomain}`,
            ],
          }),
        );
      }
    });
  }

  #installFlux(scenario: Scenario, git: GitSource | undefined): void {
    const createdAt = this.bornAt + DAY_MS;
    const updatedAt = this.clock.now() - DAY_MS;
    const { store } = this.cluster;
    this.clock.at(createdAt, () => {
      for (const type of FLUX_TYPES) store.create(buildDefinition(type));
      const url =
        git?.url ?? `https://git.${scenario.dnsDomain}/platform/fleet.git`;
      const registry = `oci://registry.${scenario.dnsDomain}`;
      const times = { createdAt, updatedAt };
      const by = (manager: string) => ({
        manager,
        operation: 'Update' as const,
      });
      for (const source of [
        buildSource({
          kind: 'GitRepository',
          name: 'flux-system',
          url,
          ...(git && { revision: `main@sha1:${git.revision}` }),
          ...times,
        }),
        buildSource({
          kind: 'HelmRepository',
          name: 'charts',
          url: `https://charts.${scenario.dnsDomain}`,
          ...times,
        }),
        buildSource({
          kind: 'OCIRepository',
          name: 'platform-policies',
          url: `${registry}/platform/policies`,
          ...times,
        }),
      ]) {
        store.create(source, by('source-controller'));
      }
      const policies = store.get({
        apiVersion: 'source.toolkit.fluxcd.io/v1',
        kind: 'OCIRepository',
        namespace: 'flux-system',
        name: 'platform-policies',
      });
      const artifact = policies?.status as { artifact: { revision: string } };
      store.create(
        buildKustomization({
          name: 'flux-system',
          sourceName: 'flux-system',
          path: `./clusters/${this.spec.name}`,
          revision: `main@sha1:${
            (
              store.get({
                apiVersion: 'source.toolkit.fluxcd.io/v1',
                kind: 'GitRepository',
                namespace: 'flux-system',
                name: 'flux-system',
              })?.status as { artifact: { revision: string } }
            ).artifact.revision.split(':')[1]
          }`,
          createdAt: updatedAt,
        }),
        by('kustomize-controller'),
      );
      store.create(
        buildKustomization({
          name: 'platform-policies',
          sourceKind: 'OCIRepository',
          sourceName: 'platform-policies',
          path: './',
          revision: artifact.artifact.revision,
          inventory: store
            .all('v1', 'LimitRange')
            .concat(store.all('v1', 'ResourceQuota')),
          createdAt: updatedAt,
        }),
        by('kustomize-controller'),
      );
    });
  }
}

const POD_SECURITY = 'pod-security.kubernetes.io';

/**
 * What the company asks of pods, in production only. Payments are strict; on the newest
 * cluster nobody has said anything yet.
 */
function podSecurityLabels(
  { name, environment }: ScenarioCluster,
  team: string,
): Record<string, string> {
  if (environment !== 'production' || name === 'prod-aue' || team === '') {
    return {};
  }
  return {
    [`${POD_SECURITY}/enforce`]:
      team === 'payments' ? 'restricted' : 'baseline',
    [`${POD_SECURITY}/warn`]: 'restricted',
  };
}

/** Whether a cluster runs an Argo CD itself. */
export function hasArgo({ name, delivery }: ScenarioCluster): boolean {
  return (
    delivery.engine === 'argocd' &&
    (delivery.hub === undefined || delivery.hub === name)
  );
}
