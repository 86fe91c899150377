import {
  AccessRule,
  NAMESPACES_ONLY_RULES,
  READER_RULES,
} from './api/authorization';
import {
  ARGOCD_TYPES,
  FLUX_TYPES,
  KUBERNETES_TYPES,
  METRICS_TYPES,
  ResourceType,
} from './api/resourceTypes';
import { Clock, createSimulationClock } from './clock';
import { createCertificate } from './certificates';
import type { GitRepository } from './git/GitRepository';
import { SimulatedCluster } from './SimulatedCluster';
import { MemoryTruthLog, TruthLog } from './truthLog';
import { KubernetesObject } from './types';
import {
  Scenario,
  ScenarioCluster,
  ScenarioInput,
} from './world/scenario/scenarioSchema';
import { DEFAULT_SCENARIO } from './world/scenario/defaultScenario';
import { parseScenario } from './world/scenario/loadScenario';
import type { Drifts } from './world/drifts/Drifts';
import { Releases } from './world/releases/Releases';
import { World } from './world/World';
import { ARGO_NAMESPACE, ARGO_SERVICE } from './world/controllers/ArgoApi';
import { worldSystem } from './world/systems';
import { hasArgo } from './world/WorldCluster';
import { WorldClock } from './world/WorldClock';

/** A cluster that is just its objects: nothing moves in it by itself. @public */
export type PlainCluster = {
  name: string;
  objects?: readonly KubernetesObject[];
  /** Kinds beside Kubernetes' own, Argo CD's and Flux's. */
  types?: readonly ResourceType[];
  /** Whether Argo CD's and Flux's kinds are served; true unless told otherwise. */
  withDeliveryKinds?: boolean;
  /** Without the leading `v`. */
  kubernetesVersion?: string;
  rules?: readonly AccessRule[];
};

/** Options of a simulation; everything has a default. @public */
export type FleetSimulatorOptions = {
  /** A world that lives; the default scenario if there are no `clusters` either. */
  scenario?: ScenarioInput | Scenario;
  /** Clusters that do not live, beside those of the scenario. */
  clusters?: readonly PlainCluster[];
  seed?: string | number;
  /** Time moves only with ticks unless given. */
  clock?: Clock;
  /** Simulated milliseconds that a tick takes. */
  tickMs?: number;
  /** The first cluster's port, the next have the next ones; 0 for free ports. */
  portBase?: number;
  /** The repository of a scenario that has one, and its address. */
  git?: GitOrigin;
  /** Serve HTTPS with a certificate of a CA made for the occasion. */
  tls?: boolean;
  /** Events of each kind that a watch can resume over. */
  historyLimit?: number;
  /** Real milliseconds between bookmarks. */
  bookmarkIntervalMs?: number;
  /** Simulated milliseconds for which a continue token is good. */
  continueLifetimeMs?: number;
};

/** A repository that something serves. @public */
export type GitOrigin = {
  /** The address at which others fetch from it and push to it. */
  url: string;
  repository: GitRepository;
  credentials?: { username: string; password: string };
};

/** What a repository says of one component on one cluster. @public */
export type GitDelivery = {
  cluster: string;
  component: string;
  /** Its folder in the repository. */
  path: string;
  image: string;
  /** Why the folder cannot be built, if it cannot. */
  problem?: string;
};

function typesOf(spec: ScenarioCluster, scenario: Scenario): ResourceType[] {
  const { engine } = spec.delivery;
  const isHome = hasArgo(spec);
  const wanted = scenario.objects
    .filter(({ cluster }) => cluster === spec.name)
    .flatMap(({ objects }) => objects.map(({ apiVersion }) => apiVersion));
  const brings = (types: readonly ResourceType[]) =>
    types.some(type => wanted.includes(`${type.group}/${type.version}`));
  return [
    ...KUBERNETES_TYPES,
    ...METRICS_TYPES,
    ...(isHome || brings(ARGOCD_TYPES) ? ARGOCD_TYPES : []),
    ...(engine === 'flux' || brings(FLUX_TYPES) ? FLUX_TYPES : []),
  ];
}

/** Extension roles are granted: that of Argo CD's cluster Secrets where one runs, and those of other systems. */
function rulesOf(spec: ScenarioCluster): readonly AccessRule[] {
  if (spec.access !== 'reader') return NAMESPACES_ONLY_RULES;
  const reader = [
    ...READER_RULES,
    ...spec.systems.flatMap(id => worldSystem(id).rules ?? []),
  ];
  if (!hasArgo(spec)) return reader;
  return [
    ...reader,
    {
      apiGroups: [''],
      resources: ['secrets'],
      verbs: ['get', 'list', 'watch'],
      namespaces: ['argocd'],
    },
    {
      apiGroups: [''],
      resources: ['services/proxy'],
      verbs: ['get'],
      namespaces: [ARGO_NAMESPACE],
      resourceNames: [
        `${ARGO_SERVICE.scheme}:${ARGO_SERVICE.name}:${ARGO_SERVICE.port}`,
      ],
    },
  ];
}

/**
 * One process that plays many clusters. Nothing listens before `start`; time
 * moves by `tick`, or by itself after `run`.
 * @public
 */
export class FleetSimulator {
  readonly scenario: Scenario;
  readonly #clock: WorldClock;
  readonly #log: MemoryTruthLog;
  readonly #clusters: Map<string, SimulatedCluster>;
  readonly #world: World;
  readonly #tickMs: number;
  readonly #git: GitOrigin | undefined;
  #timer: NodeJS.Timeout | undefined;
  #ticks = 0;

  private constructor(
    scenario: Scenario,
    clock: WorldClock,
    log: MemoryTruthLog,
    clusters: Map<string, SimulatedCluster>,
    world: World,
    options: { tickMs: number; git?: GitOrigin },
  ) {
    this.scenario = scenario;
    this.#clock = clock;
    this.#log = log;
    this.#clusters = clusters;
    this.#world = world;
    this.#tickMs = options.tickMs;
    this.#git = options.git;
  }

  /**
   * Makes the simulation with all its objects.
   * @throws Error if the scenario is not valid or a name is taken twice.
   */
  static async create(
    options: FleetSimulatorOptions = {},
  ): Promise<FleetSimulator> {
    const {
      seed = 'fleet',
      clock: baseClock = createSimulationClock(),
      portBase = 0,
      tickMs = 3000,
      historyLimit = 1000,
      bookmarkIntervalMs = 20_000,
      continueLifetimeMs = 300_000,
      clusters: plain = [],
    } = options;
    const scenario = parseScenario(
      options.scenario ??
        (options.clusters ? { name: 'plain' } : DEFAULT_SCENARIO),
    );
    const clock = new WorldClock(baseClock);
    const log = new MemoryTruthLog();
    const certificate = options.tls ? await createCertificate() : undefined;
    // Grows with time, so that a client that outlives us starts anew with 410.
    const firstResourceVersion =
      Math.max(0, Math.floor(clock.now() / 1000) - 1_700_000_000) * 100 + 1;
    const clusters = new Map<string, SimulatedCluster>();
    const add = (
      name: string,
      kubernetesVersion: string,
      types: Iterable<ResourceType>,
      rules: readonly AccessRule[],
    ) => {
      if (clusters.has(name)) {
        throw new Error(`there are two clusters '${name}'`);
      }
      const cluster = SimulatedCluster.create({
        name,
        seed,
        clock,
        log,
        types,
        kubernetesVersion,
        rules,
        firstResourceVersion,
        port: portBase === 0 ? 0 : portBase + clusters.size,
        certificate,
        historyLimit,
        bookmarkIntervalMs,
        continueLifetimeMs,
      });
      clusters.set(name, cluster);
      return cluster;
    };
    for (const spec of scenario.clusters) {
      add(
        spec.name,
        spec.kubernetesVersion,
        typesOf(spec, scenario),
        rulesOf(spec),
      );
    }
    const { git } = options;
    const world = World.create(
      scenario,
      clock,
      seed,
      new Map(clusters),
      log,
      git,
    );
    for (const service of scenario.services) {
      clusters
        .get(service.cluster)
        ?.registerService(
          service.namespace,
          service.name,
          service.port,
          ({ path }) =>
            service.responses[path] ?? { status: 404, body: 'not found\n' },
        );
    }
    for (const spec of plain) {
      const cluster = add(
        spec.name,
        spec.kubernetesVersion ?? '1.34.4',
        [
          ...KUBERNETES_TYPES,
          ...METRICS_TYPES,
          ...(spec.withDeliveryKinds === false
            ? []
            : [...ARGOCD_TYPES, ...FLUX_TYPES]),
          ...(spec.types ?? []),
        ],
        spec.rules ?? READER_RULES,
      );
      cluster.load(() => {
        for (const object of spec.objects ?? []) cluster.store.apply(object);
      });
    }
    return new FleetSimulator(scenario, clock, log, clusters, world, {
      tickMs,
      git,
    });
  }

  /** The clusters, those of the scenario first. */
  get clusters(): readonly SimulatedCluster[] {
    return [...this.#clusters.values()];
  }

  /** What really happened. */
  get log(): TruthLog {
    return this.#log;
  }

  /** Simulated time in milliseconds since the epoch. */
  get now(): number {
    return this.#clock.now();
  }

  /** How many ticks there were. */
  get ticks(): number {
    return this.#ticks;
  }

  get isRunning(): boolean {
    return this.#timer !== undefined;
  }

  /**
   * One cluster.
   * @throws Error if there is none of this name.
   */
  cluster(name: string): SimulatedCluster {
    const cluster = this.#clusters.get(name);
    if (!cluster) throw new Error(`there is no cluster '${name}'`);
    return cluster;
  }

  /** What is released because somebody asked for it. */
  get releases(): Releases {
    return this.#world.releases;
  }

  /** How the clusters differ from what is delivered to them. */
  get drifts(): Drifts {
    return this.#world.drifts;
  }

  /** The repository that deliveries come from, where the scenario has one. */
  get git(): GitOrigin | undefined {
    return this.scenario.git && this.#git;
  }

  /** What is wanted by that repository, of each component on each cluster that it is of. */
  get gitDeliveries(): readonly GitDelivery[] {
    return (this.#world.git?.instances ?? []).map(
      ({ cluster, component, binding }) => ({
        cluster: cluster.name,
        component: component.name,
        path: binding?.path ?? '',
        image: binding?.image ?? '',
        ...(binding?.problem !== undefined && { problem: binding.problem }),
      }),
    );
  }

  /** Lets no pod with an image become ready from now on; of a digest, with whatever name and tag. */
  breakImage(image: string, ailment?: 'image-pull' | 'crash-loop'): void {
    this.#world.breakImage(image, ailment);
  }

  /** Takes that back. */
  repairImage(image: string): void {
    this.#world.repairImage(image);
  }

  /** Opens all listeners; `url` of each cluster is final afterwards. */
  async start(): Promise<void> {
    try {
      for (const cluster of this.#clusters.values()) await cluster.start();
    } catch (error) {
      await this.stop();
      throw error;
    }
    this.#world.updateDestinations();
    this.git?.repository.follow();
  }

  /** Closes everything. */
  async stop(): Promise<void> {
    this.pause();
    await this.git?.repository.unfollow();
    await Promise.all(this.clusters.map(cluster => cluster.stop()));
  }

  /** Lets some ticks pass at once. */
  tick(count = 1): void {
    for (let index = 0; index < count; index++) {
      this.#ticks += 1;
      this.#clock.advance(this.#tickMs);
      this.#world.tick();
    }
  }

  /** Lets time pass by itself, a tick every `tickMs`. */
  run(): void {
    this.#timer ??= setInterval(() => this.tick(), this.#tickMs);
  }

  /** Stops time. */
  pause(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
