import { toTimestamp } from '../clock';
import { createRandom, Random } from '../random';
import { SimulatedCluster } from '../SimulatedCluster';
import { ObjectReference } from '../store/ObjectStore';
import { MemoryTruthLog } from '../truthLog';
import { KubernetesObject } from '../types';
import { deploymentManifest } from './builders/workloads';
import { ArgoApi } from './controllers/ArgoApi';
import { ArgoClusterSecrets } from './controllers/ArgoClusterSecrets';
import { pastReleaseOf, versionBefore } from './costs/pastReleaseOf';
import { previousPatch } from './controllers/FluxController';
import { autoscalerStatus } from './controllers/Background';
import { type Ailment, controllerReference } from './controllers/Pods';
import { RolloutDirector } from './controllers/RolloutDirector';
import { digestOf } from '../git/imageReference';
import { Drifts } from './drifts/Drifts';
import { FluxFolder } from './git/FluxFolder';
import { GitDeliveries } from './git/GitDeliveries';
import { GitSource, type SnapshotSource } from './git/GitSource';
import { HubFolder } from './git/HubFolder';
import { applyIncident } from './incidents';
import { Instance } from './Instance';
import { Deployment, Pod } from './kinds';
import {
  isPlaced,
  namespaceOf,
  overlayOf,
  overlayTemplateOf,
  ownerOf,
} from './placement';
import { Releases } from './releases/Releases';
import { Repository } from './Repository';
import {
  Scenario,
  ScenarioCluster,
  ScenarioComponent,
  ScenarioRollout,
} from './scenario/scenarioSchema';
import { worldSystem } from './systems';
import { WorldClock } from './WorldClock';
import { hasArgo, WorldCluster } from './WorldCluster';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * The company of a scenario: its components on its clusters, delivered and alive.
 *
 * The past is made first, by the same controllers that make the present: every
 * component is brought in an older version long ago, in its present version some
 * days ago, then the incidents happen, each at its time. What the API shows
 * afterwards (ages, generations, ReplicaSets, field owners) follows from that.
 */
export class World {
  readonly #clusters = new Map<string, WorldCluster>();
  readonly #instances = new Map<string, Instance>();
  readonly #repositories = new Map<string, Repository>();
  readonly #directors: RolloutDirector[] = [];
  /** By image, or by the uid of a pod. */
  readonly #ailments = new Map<string, Ailment>();
  readonly #random: Random;
  /** What is released because somebody asked for it. */
  readonly releases: Releases;
  /** How clusters differ from what is delivered to them, because of the scenario or because somebody asked for it. */
  readonly drifts: Drifts;
  /** What a real repository says, where the scenario has one. */
  readonly git: GitDeliveries | undefined;
  readonly #folders: (HubFolder | FluxFolder)[] = [];

  private constructor(
    readonly scenario: Scenario,
    readonly clock: WorldClock,
    seed: string | number,
    clusters: ReadonlyMap<string, SimulatedCluster>,
    log?: MemoryTruthLog,
    git?: SnapshotSource,
  ) {
    if (scenario.git && !git) {
      throw new Error(
        `the scenario '${scenario.name}' takes from a Git repository what runs: give it one, as GitHost makes it`,
      );
    }
    this.git =
      scenario.git && git ? new GitDeliveries(new GitSource(git)) : undefined;
    this.#random = createRandom(seed, 'world');
    this.releases = new Releases(this, log);
    this.drifts = new Drifts(this, log);
    for (const team of scenario.teams) {
      this.#repositories.set(
        team.name,
        new Repository(
          team.name,
          `https://git.${scenario.dnsDomain}/${team.name}/deploy.git`,
          seed,
        ),
      );
    }
    for (const spec of scenario.clusters) {
      const cluster = clusters.get(spec.name);
      if (!cluster) continue;
      this.#clusters.set(
        spec.name,
        new WorldCluster(spec, cluster, clock, seed, pod => {
          const [{ image }] = pod.spec.containers;
          return (
            this.#ailments.get(pod.metadata.uid ?? '') ??
            this.#ailments.get(image) ??
            this.#ailments.get(digestOf(image))
          );
        }),
      );
    }
  }

  static create(
    scenario: Scenario,
    clock: WorldClock,
    seed: string | number,
    clusters: ReadonlyMap<string, SimulatedCluster>,
    log?: MemoryTruthLog,
    git?: SnapshotSource,
  ): World {
    const world = new World(scenario, clock, seed, clusters, log, git);
    // All stores load together: a hub is filled while its targets are.
    const load = [...clusters.values()].reduceRight<() => void>(
      (inner, cluster) => () => cluster.load(inner),
      () => world.#load(),
    );
    load();
    world.#serveArgoApis();
    return world;
  }

  /** The clusters by name. */
  get clusters(): ReadonlyMap<string, WorldCluster> {
    return this.#clusters;
  }

  instance(cluster: string, component: string): Instance | undefined {
    return this.#instances.get(`${cluster}/${component}`);
  }

  get instances(): Iterable<Instance> {
    return this.#instances.values();
  }

  /** No pod with this image ever becomes ready; an image may be a digest alone. */
  breakImage(image: string, ailment: Ailment = 'image-pull'): void {
    this.#ailments.set(image, ailment);
    this.#ailments.set(digestOf(image), ailment);
  }

  /** Pods with this image become ready from now on. */
  repairImage(image: string): void {
    this.#ailments.delete(image);
    this.#ailments.delete(digestOf(image));
  }

  /** This pod crashes from now on. */
  breakPod(
    cluster: WorldCluster,
    pod: Pod,
    ailment: 'crash-loop' | 'out-of-memory',
  ): void {
    this.#ailments.set(pod.metadata.uid ?? '', ailment);
    cluster.pods.crash(pod, ailment);
  }

  /** The Argo CD that delivers an instance, if one does. */
  argoOf(instance: Instance) {
    const home = this.homeOf(instance);
    return instance.cluster.delivery.engine === 'argocd'
      ? home?.argo
      : undefined;
  }

  /** The cluster whose engine delivers an instance: a hub, or its own. */
  homeOf({ hub, cluster }: Instance): WorldCluster | undefined {
    return this.#clusters.get(hub ?? cluster.name);
  }

  /** Tells the Applications the addresses of their clusters. */
  updateDestinations(): void {
    for (const { argo } of this.#clusters.values()) argo?.updateDestinations();
    this.#writeClusterSecrets();
  }

  #specs(): ReadonlyMap<string, ScenarioCluster> {
    return new Map([...this.#clusters].map(([name, { spec }]) => [name, spec]));
  }

  #serveArgoApis(): void {
    const specs = this.#specs();
    for (const { argo } of this.#clusters.values()) {
      if (argo) new ArgoApi({ argo, specs, clock: this.clock }).register();
    }
  }

  #writeClusterSecrets(): void {
    const specs = this.#specs();
    for (const { argo } of this.#clusters.values()) {
      if (!argo) continue;
      // A portal that knows clusters by their hub signs in with what is in there.
      const hasCredentials = this.scenario.git !== undefined;
      new ArgoClusterSecrets(argo, specs, { hasCredentials }).write();
    }
  }

  /** One step for the whole world. */
  tick(): void {
    this.git?.tick();
    for (const folder of this.#folders) folder.tick();
    for (const director of this.#directors) director.tick();
    this.releases.tick();
    this.drifts.tick();
    const isQuiet = this.scenario.quiet;
    if (!isQuiet && this.#random.next() < 0.05 && this.#repositories.size > 0) {
      const repository = this.#random.pick([...this.#repositories.values()]);
      const team = this.scenario.teams.find(
        ({ name }) => name === repository.team,
      );
      if (!team?.quiet) repository.commit();
    }
    for (const cluster of this.#clusters.values()) {
      const { argo, applicationSets, flux, works } = cluster;
      argo?.tick();
      applicationSets?.tick();
      flux?.tick();
      works.tick();
    }
    for (const { workloads, background } of this.#clusters.values()) {
      workloads.tick();
      background.tick(isQuiet);
    }
    for (const cluster of this.#clusters.values()) cluster.tickSystems();
    this.releases.observe();
    this.drifts.observe();
  }

  #load(): void {
    const now = this.clock.now();
    for (const [name, cluster] of this.#clusters) {
      cluster.furnish(
        this.scenario,
        this.#namespaces(cluster.spec),
        this.git?.source,
      );
      for (const component of this.scenario.components) {
        if (isPlaced(component, cluster.spec)) {
          this.#instances.set(
            `${name}/${component.name}`,
            this.#createInstance(component, cluster.spec),
          );
        }
      }
    }
    this.#createApplicationSets();
    for (const instance of this.#instances.values()) {
      this.#bring(instance, now);
    }
    this.#createUnowned();
    this.clock.at(now - DAY_MS, () => this.#writeClusterSecrets());
    this.#startRollouts(now);
    for (const cluster of this.#clusters.values()) {
      cluster.installSystems(this.scenario, this.#clusters);
    }
    this.#adoptWorks();
    this.#openFolders();
    for (const incident of this.scenario.incidents) {
      applyIncident(this, incident);
    }
    for (const { minutesAgo, ...drift } of this.scenario.drifts) {
      this.clock.at(now - minutesAgo * 60_000, () =>
        this.drifts.startInPast(drift),
      );
    }
    for (const { cluster, objects } of this.scenario.objects) {
      const { store } = this.#clusters.get(cluster)?.cluster ?? {};
      for (const object of objects) store?.apply(object as KubernetesObject);
    }
    this.#loseClusters();
    for (const { flux } of this.#clusters.values()) flux?.recordInventory();
    for (const { argo, applicationSets, random } of this.#clusters.values()) {
      this.clock.at(now - DAY_MS, () => applicationSets?.report());
      for (const name of argo?.applications.keys() ?? []) {
        this.clock.at(now - random.integer(2, 120) * 1000, () =>
          argo?.compare(name),
        );
      }
      applicationSets?.tick();
    }
  }

  #createInstance(
    component: ScenarioComponent,
    cluster: ScenarioCluster,
  ): Instance {
    const owner = ownerOf(this.scenario, component);
    const { store } = this.#require(cluster.name).cluster;
    const repository =
      this.#repositories.get(owner) ??
      new Repository(
        owner,
        `https://git.${this.scenario.dnsDomain}/${owner}/deploy.git`,
        owner,
      );
    const instance = new Instance(
      component,
      cluster,
      store,
      owner,
      namespaceOf(this.scenario, component),
      this.scenario.dnsDomain,
      repository,
      pastReleaseOf(this.scenario, component, cluster, this.clock.now()),
    );
    if (component.source) {
      const { path } = component.source;
      this.git?.bind(instance, overlayOf(path, component, cluster));
    }
    return instance;
  }

  /** Lets engines bring what the repository has beside components. */
  #openFolders(): void {
    if (!this.git) return;
    const { source } = this.git;
    for (const [name, { cluster, clock, flux }] of this.#clusters) {
      const { store } = cluster;
      const options = { cluster: name, store, clock, source };
      if (flux) this.#folders.push(new FluxFolder({ ...options, flux }));
      if (name === this.scenario.git?.hub) {
        this.#folders.push(new HubFolder(cluster, clock, source));
      }
    }
    this.clock.at(this.clock.now() - DAY_MS, () => {
      for (const folder of this.#folders) folder.load();
    });
  }

  #require(name: string): WorldCluster {
    const cluster = this.#clusters.get(name);
    if (!cluster) throw new Error(`there is no cluster '${name}'`);
    return cluster;
  }

  /** The namespaces of a cluster with the team of each, or none. */
  #namespaces(spec: ScenarioCluster): Map<string, string> {
    const namespaces = new Map<string, string>();
    if (hasArgo(spec)) namespaces.set('argocd', 'platform');
    if (spec.delivery.engine === 'flux') {
      namespaces.set('flux-system', 'platform');
    }
    if (spec.delivery.engine === 'ocm') {
      namespaces.set('open-cluster-management-agent', 'platform');
    }
    for (const id of spec.systems) {
      for (const namespace of worldSystem(id).namespaces) {
        namespaces.set(namespace, 'platform');
      }
    }
    for (const component of this.scenario.components) {
      if (!isPlaced(component, spec)) continue;
      const namespace = namespaceOf(this.scenario, component);
      if (!namespaces.has(namespace)) {
        namespaces.set(namespace, ownerOf(this.scenario, component));
      }
    }
    for (const { cluster, namespace } of this.scenario.unowned) {
      if (cluster === spec.name && !namespaces.has(namespace)) {
        namespaces.set(namespace, '');
      }
    }
    return namespaces;
  }

  #waveOf(component: string, cluster: string): string | undefined {
    return this.wavesOf(component)?.find(({ clusters }) =>
      clusters.includes(cluster),
    )?.name;
  }

  /** One ApplicationSet per component that a hub delivers; RollingSync where there are waves. */
  #createApplicationSets(): void {
    for (const [hubName, hub] of this.#clusters) {
      if (!hub.applicationSets) continue;
      for (const component of this.scenario.components) {
        const instances = [...this.#instances.values()].filter(
          instance =>
            instance.component === component &&
            instance.hub === hubName &&
            instance.cluster.delivery.engine === 'argocd',
        );
        if (instances.length === 0) continue;
        const rollout = this.scenario.rollouts.find(
          candidate => candidate.component === component.name,
        );
        const waves = (rollout?.waves ?? [])
          .map(wave => ({
            name: wave.name,
            members: instances.filter(({ cluster }) =>
              wave.clusters.includes(cluster.name),
            ),
          }))
          .filter(({ members }) => members.length > 0);
        this.clock.at(hub.bornAt + 2 * DAY_MS, () =>
          this.#createApplicationSet(hub, component, instances, waves),
        );
        hub.applicationSets.add({
          name: component.name,
          rolling: rollout !== undefined,
          steps: rollout
            ? waves.map(({ members }) =>
                members.map(({ applicationName }) => applicationName),
              )
            : [instances.map(({ applicationName }) => applicationName)],
        });
      }
    }
  }

  #createApplicationSet(
    hub: WorldCluster,
    component: ScenarioComponent,
    instances: readonly Instance[],
    waves: readonly { name: string }[],
  ): void {
    const [{ repository, namespace, owner, ignoredByEngine }] = instances;
    hub.cluster.store.create(
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'ApplicationSet',
        metadata: {
          name: component.name,
          namespace: 'argocd',
          labels: { 'app.kubernetes.io/name': component.name, team: owner },
        },
        spec: {
          goTemplate: true,
          goTemplateOptions: ['missingkey=error'],
          generators: [
            {
              clusters: {
                selector: {
                  matchExpressions: [
                    {
                      key: 'cluster',
                      operator: 'In',
                      values: instances.map(({ cluster }) => cluster.name),
                    },
                  ],
                },
              },
            },
          ],
          ...(waves.length > 0 && {
            strategy: {
              type: 'RollingSync',
              rollingSync: {
                steps: waves.map(({ name }) => ({
                  matchExpressions: [
                    { key: 'wave', operator: 'In', values: [name] },
                  ],
                })),
              },
            },
          }),
          // Whoever switches automated sync off for a while keeps it off.
          ignoreApplicationDifferences: [
            { jsonPointers: ['/spec/syncPolicy'] },
          ],
          template: {
            metadata: { name: `${component.name}-{{.name}}` },
            spec: {
              project: owner,
              source: {
                repoURL: repository.url,
                path: component.source
                  ? overlayTemplateOf(component.source.path, component)
                  : `apps/${component.name}/overlays/{{.metadata.labels.environment}}`,
                targetRevision: 'main',
              },
              destination: { server: '{{.server}}', namespace },
              ...(ignoredByEngine && { ignoreDifferences: ignoredByEngine }),
            },
          },
        },
      },
      { manager: 'argocd-controller', operation: 'Apply' },
    );
  }

  /** Brings an instance in its previous version long ago and in its present one some days ago. */
  #bring(instance: Instance, now: number): void {
    const { component, cluster } = instance;
    const world = this.#require(cluster.name);
    const usual =
      this.#untouchedUntil(instance, now) -
      world.random.integer(3 * HOUR_MS, 20 * DAY_MS);
    const deployedAt = instance.pastRelease?.at ?? usual;
    // All of the days of which costs are told.
    const createdAt = deployedAt - world.random.integer(100, 200) * DAY_MS;
    this.clock.at(createdAt, () => {
      this.#adoptApplication(instance);
      const before = versionBefore(component);
      this.deliver(
        instance,
        instance.binding ? instance.imageOf(before) : before,
        6,
      );
    });
    this.clock.at(deployedAt, () => {
      this.deliver(instance, instance.desiredVersion, 1);
      this.#adoptFlux(instance, createdAt);
      this.#finishExtras(instance);
    });
  }

  /** When the first incident or drift meets an instance, or now. */
  #untouchedUntil(instance: Instance, now: number): number {
    const times = this.scenario.incidents
      .filter(
        incident =>
          'component' in incident &&
          incident.component === instance.component.name &&
          incident.cluster === instance.cluster.name,
      )
      .map(({ minutesAgo }) => now - minutesAgo * 60_000);
    const drifts = this.scenario.drifts
      .filter(
        ({ component, clusters }) =>
          component === instance.component.name &&
          clusters.includes(instance.cluster.name),
      )
      .map(({ minutesAgo }) => now - minutesAgo * 60_000);
    return Math.min(now, ...times, ...drifts);
  }

  #deliveryLabels({ component, cluster, owner }: Instance) {
    return {
      'app.kubernetes.io/name': component.name,
      'app.kubernetes.io/part-of': component.system,
      team: owner,
      environment: cluster.environment,
    };
  }

  /** Makes the Application that brings an instance, if Argo CD does. */
  #adoptApplication(instance: Instance): void {
    const { component, cluster, owner } = instance;
    const home = this.homeOf(instance);
    const argo = this.argoOf(instance);
    if (!home || !argo) return;
    const wave = this.#waveOf(component.name, cluster.name);
    argo.adopt(instance, this.#require(cluster.name).cluster, {
      project: owner,
      labels: {
        ...this.#deliveryLabels(instance),
        cluster: cluster.name,
        region: cluster.region,
        ...(instance.hub && wave && { wave }),
        ...(cluster.stage && { stage: cluster.stage }),
        // Bound on both: a cluster out of reach is known through its hub alone.
        ...(['label', 'delivery-label'].includes(component.binding) && {
          'backstage.io/kubernetes-id': component.name,
        }),
      },
      applicationSet: instance.hub
        ? home.cluster.store.get({
            apiVersion: 'argoproj.io/v1alpha1',
            kind: 'ApplicationSet',
            namespace: 'argocd',
            name: component.name,
          })
        : undefined,
      // A rolling sync decides itself when an Application syncs.
      automated: !(instance.hub && wave),
      selfHeal: component.selfHeal,
      retries: this.scenario.syncRetries,
    });
  }

  /** Makes the Kustomization or HelmRelease that brought an instance, if Flux did. */
  #adoptFlux(instance: Instance, createdAt: number): void {
    const { component, cluster, repository } = instance;
    const flux = this.#clusters.get(cluster.name)?.flux;
    if (!flux) return;
    const labels: Record<string, string> = {
      ...this.#deliveryLabels(instance),
      ...(!['label', 'delivery-source', 'image'].includes(
        component.binding,
      ) && {
        'backstage.io/kubernetes-id': component.name,
      }),
    };
    if (component.packaging === 'helm') {
      flux.adoptRelease(instance, instance.desiredVersion, labels, createdAt);
      return;
    }
    this.clock.at(createdAt, () => flux.addRepository(repository));
    flux.adoptKustomization(
      instance,
      instance.desiredVersion,
      labels,
      createdAt,
    );
  }

  /** Lets the hubs of Open Cluster Management have brought what their clusters have. */
  #adoptWorks(): void {
    for (const hub of this.#clusters.values()) {
      for (const component of this.scenario.components) {
        const instances = [...this.#instances.values()].filter(
          ({ cluster: { delivery }, component: { name } }) =>
            delivery.engine === 'ocm' &&
            delivery.hub === hub.spec.name &&
            name === component.name,
        );
        const [first] = instances;
        if (!first) continue;
        const waves = this.wavesOf(component.name) ?? [
          {
            name: 'all',
            clusters: instances.map(({ cluster: { name } }) => name),
          },
        ];
        const groups = waves.map(({ name, clusters }) => ({
          name,
          members: instances
            .filter(({ cluster }) => clusters.includes(cluster.name))
            .map(instance => ({
              instance,
              target: this.#require(instance.cluster.name).cluster,
            })),
        }));
        const { environment: _environment, ...labels } =
          this.#deliveryLabels(first);
        hub.works.adopt(
          {
            component: component.name,
            namespace: first.namespace,
            labels: {
              ...labels,
              ...(['label', 'delivery-label'].includes(component.binding) && {
                'backstage.io/kubernetes-id': component.name,
              }),
            },
            groups: groups.filter(({ members }) => members.length > 0),
          },
          this.scenario.name,
          hub.clock.now() - 10 * DAY_MS,
        );
      }
    }
  }

  /** The waves in which the scenario releases a component, if it says. */
  wavesOf(component: string): ScenarioRollout['waves'] | undefined {
    return this.scenario.rollouts.find(
      rollout => rollout.component === component,
    )?.waves;
  }

  /** Delivers a version at once, and lets the workload settle; for the past only. */
  deliver(instance: Instance, version: string, commitsAgo: number): void {
    const { component, repository } = instance;
    const argo = this.argoOf(instance);
    if (argo) {
      const isHelm = component.packaging === 'helm';
      const chart =
        commitsAgo > 1
          ? previousPatch(instance.chartVersion)
          : instance.chartVersion;
      argo.syncAtOnce(
        instance.applicationName,
        version,
        isHelm ? chart : repository.revisionBefore(commitsAgo),
      );
    } else {
      const { manager } = managerOf(instance);
      for (const manifest of instance.manifests(version)) {
        instance.store.serverSideApply(manifest, manager);
      }
    }
    this.settle(instance);
    argo?.compare(instance.applicationName);
  }

  settle(instance: Instance): void {
    this.#require(instance.cluster.name).settle(
      instance.component.kind,
      instance.namespace,
      instance.workload,
    );
  }

  /** What controllers add to an instance's other objects: scale, last run. */
  #finishExtras(instance: Instance): void {
    const { component, namespace, store } = instance;
    const time = toTimestamp(this.clock.now());
    const writer = {
      manager: 'kube-controller-manager',
      operation: 'Update' as const,
    };
    if (component.autoscaled) {
      store.update<Deployment>(
        workloadReference(instance),
        draft => {
          draft.spec.replicas = instance.replicas;
        },
        { ...writer, subresource: 'scale' },
      );
      this.settle(instance);
      store.update(
        {
          apiVersion: 'autoscaling/v2',
          kind: 'HorizontalPodAutoscaler',
          namespace,
          name: component.name,
        },
        draft => {
          draft.status = autoscalerStatus(
            instance.replicas,
            instance.replicas,
            time,
          );
        },
        { ...writer, subresource: 'status' },
      );
    }
    const cronJob =
      component.schedule &&
      store.get({
        apiVersion: 'batch/v1',
        kind: 'CronJob',
        namespace,
        name: `${component.name}-run`,
      });
    if (cronJob) this.#recordRun(instance, cronJob);
  }

  #recordRun(instance: Instance, cronJob: KubernetesObject): void {
    const { store, namespace } = instance;
    const started = this.clock.now();
    const time = toTimestamp(started);
    const done = toTimestamp(started + 48_000);
    store.update(
      {
        apiVersion: 'batch/v1',
        kind: 'CronJob',
        namespace,
        name: cronJob.metadata.name,
      },
      draft => {
        draft.status = { lastScheduleTime: time, lastSuccessfulTime: done };
      },
      {
        manager: 'kube-controller-manager',
        operation: 'Update',
        subresource: 'status',
      },
    );
    store.create({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        name: `${cronJob.metadata.name}-${Math.floor(started / 60_000)}`,
        namespace,
        labels: cronJob.metadata.labels,
        ownerReferences: [controllerReference(cronJob)],
      },
      spec: {
        backoffLimit: 6,
        completions: 1,
        parallelism: 1,
        template: {
          spec: {
            restartPolicy: 'OnFailure',
            containers: [
              {
                name: 'run',
                image: instance.imageOf(instance.desiredVersion),
                args: ['run'],
              },
            ],
          },
        },
      },
      status: {
        startTime: time,
        completionTime: done,
        succeeded: 1,
        ready: 0,
        conditions: [
          {
            type: 'Complete',
            status: 'True',
            reason: 'CompletionsReached',
            message: 'Reached expected number of succeeded pods',
            lastProbeTime: done,
            lastTransitionTime: done,
          },
        ],
      },
    });
  }

  #createUnowned(): void {
    for (const entry of this.scenario.unowned) {
      const world = this.#require(entry.cluster);
      const { namespace, name, image, replicas, labels } = entry;
      this.clock.at(world.bornAt + 3 * DAY_MS, () => {
        world.cluster.store.create(
          deploymentManifest({ name, namespace, image, replicas, labels }),
          { manager: 'kubectl-create', operation: 'Update' },
        );
        world.settle('Deployment', namespace, name);
      });
    }
  }

  /** Puts the first release of each rollout where it has got to. */
  #startRollouts(now: number): void {
    for (const rollout of this.scenario.rollouts) {
      if (rollout.onDemand) continue;
      const director = new RolloutDirector(
        rollout,
        cluster => this.instance(cluster, rollout.component),
        cluster => this.#require(cluster).cluster.isReachable,
      );
      this.#directors.push(director);
      const isHubDue = () =>
        rollout.waves
          .slice(0, rollout.wavesDone)
          .some((_, wave) =>
            director.instances(wave).some(({ hub }) => hub !== undefined),
          );
      for (let wave = 0; wave < rollout.waves.length; wave++) {
        const isDone = wave < rollout.wavesDone;
        for (const instance of director.instances(wave)) {
          if (isDone || (instance.hub && isHubDue())) {
            instance.desiredVersion = rollout.version;
          }
          if (!isDone) continue;
          const minutes = 4 * (rollout.wavesDone - wave) + 2;
          this.clock.at(now - minutes * 60_000, () =>
            this.deliver(instance, rollout.version, 0),
          );
        }
      }
    }
  }

  /** Lets clusters that are faulty from the start become so. */
  #loseClusters(): void {
    for (const { spec, cluster } of this.#clusters.values()) {
      if (spec.faults.length === 0) continue;
      cluster.presetFaults(spec.faults);
      if (cluster.isReachable) continue;
      const lostAt = this.clock.now() - spec.lostMinutesAgo * 60_000;
      for (const { argo } of this.#clusters.values()) {
        for (const [name, { instance }] of argo?.applications ?? []) {
          if (instance.cluster.name === spec.name) {
            this.clock.at(lostAt, () => argo?.compare(name));
          }
        }
      }
    }
  }
}

/** Whose fields the objects of an instance are that no Argo CD brings. */
function managerOf({ cluster, component }: Instance): { manager: string } {
  const { engine } = cluster.delivery;
  if (engine === 'ocm') return { manager: 'work-agent' };
  if (engine !== 'flux') return { manager: 'kubectl' };
  return {
    manager:
      component.packaging === 'helm'
        ? 'helm-controller'
        : 'kustomize-controller',
  };
}

function workloadReference(instance: Instance): ObjectReference {
  return {
    apiVersion: 'apps/v1',
    kind: instance.component.kind,
    namespace: instance.namespace,
    name: instance.workload,
  };
}
