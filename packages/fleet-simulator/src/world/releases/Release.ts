import { toTimestamp } from '../../clock';
import type { Instance } from '../Instance';
import type { SourceRepository } from '../Repository';
import type { World } from '../World';
import { observeMember } from './observeMember';
import { openCount } from './openCount';
import type { ReleaseOptions } from './releaseSchema';
import type {
  ReleaseLifecycle,
  ReleaseMember,
  ReleaseReport,
  ReleaseState,
} from './releaseTypes';
import { Troubles } from './Troubles';

/** States that a cluster leaves by itself, sooner or later. */
const CAN_MAKE_IT: readonly ReleaseState[] = [
  'window-closed',
  'applying',
  'verifying',
];

/** What a release tells whoever keeps a log. */
export type ReleaseListener = {
  member(release: Release, member: ReleaseMember): void;
  lifecycle(release: Release): void;
};

/**
 * One release of one component on its way through waves. A wave begins with a
 * commit, and with the step or the decision group of each hub that has clusters in
 * it; the next one waits for it.
 * @public
 */
export class Release {
  readonly id: string;
  readonly previousVersion: string;
  readonly #world: World;
  readonly #options: ReleaseOptions;
  readonly #waves: readonly { name: string; clusters: string[] }[];
  readonly #listener: ReleaseListener;
  readonly #troubles: Troubles;
  readonly #members = new Map<string, ReleaseMember>();
  readonly #startedAt: string;
  #endedAt: string | undefined;
  #supersededBy: string | undefined;
  #isPaused = false;
  #lifecycle: ReleaseLifecycle = 'running';
  /** How many waves have begun. */
  #begun = 0;
  /** Ticks before the next wave may begin. */
  #rest = 0;

  constructor(
    world: World,
    id: string,
    options: ReleaseOptions,
    waves: readonly { name: string; clusters: string[] }[],
    listener: ReleaseListener,
  ) {
    this.#world = world;
    this.id = id;
    this.#options = options;
    this.#waves = waves;
    this.#listener = listener;
    this.#startedAt = toTimestamp(world.clock.now());
    const [first] = this.#instances(waves.flatMap(({ clusters }) => clusters));
    this.previousVersion = first.desiredVersion;
    this.#troubles = new Troubles({
      world,
      version: options.version,
      troubles: options.troubles,
      instanceOf: cluster => this.#instance(cluster),
    });
  }

  get component(): string {
    return this.#options.component;
  }

  get version(): string {
    return this.#options.version;
  }

  get lifecycle(): ReleaseLifecycle {
    return this.#lifecycle;
  }

  get waves() {
    return this.#waves;
  }

  report(): ReleaseReport {
    const members = [...this.#members.values()];
    const counts: ReleaseReport['counts'] = {};
    for (const { state } of members) counts[state] = (counts[state] ?? 0) + 1;
    return {
      id: this.id,
      component: this.component,
      version: this.version,
      previousVersion: this.previousVersion,
      lifecycle: this.#lifecycle,
      gate: this.#options.gate,
      ticksPerStep: this.#options.ticksPerStep,
      startedAt: this.#startedAt,
      ...(this.#endedAt && { endedAt: this.#endedAt }),
      ...(this.#supersededBy && { supersededBy: this.#supersededBy }),
      waves: this.#waves.map(({ name, clusters }, index) => ({
        name,
        clusters,
        state: this.#waveState(index),
      })),
      members: members.map(member => ({ ...member })),
      counts,
    };
  }

  pause(): void {
    this.#isPaused = true;
    this.#judge();
  }

  resume(): void {
    this.#isPaused = false;
    this.#judge();
  }

  /** Another release of the component has begun: what was reached stays as it is told. */
  supersede(id: string): void {
    if (this.#supersededBy) return;
    this.#supersededBy = id;
    this.#judge();
  }

  /** Ends what is wrong with one cluster, or with all. */
  clearTroubles(cluster?: string): void {
    this.#troubles.clear(cluster);
  }

  /** Before the engines: the next wave, and what is to be in its way. */
  tick(): void {
    if (this.#supersededBy) return;
    this.#advance();
    this.#troubles.tick(
      this.#clustersBegun(),
      cluster => this.#members.get(cluster)?.actual,
    );
  }

  /** After the engines: what is true now. */
  observe(): void {
    if (this.#supersededBy) return;
    for (const { name, clusters } of this.#waves) {
      for (const cluster of clusters) this.#observe(name, cluster);
    }
    this.#judge();
  }

  #advance(): void {
    if (this.#isPaused || this.#begun >= this.#waves.length) return;
    if (this.#begun > 0 && !this.#isWaveDone(this.#begun - 1)) return;
    if (this.#rest > 0) this.#rest -= 1;
    else this.#beginNext();
  }

  #instance(cluster: string): Instance | undefined {
    return this.#world.instance(cluster, this.component);
  }

  #instances(clusters: readonly string[]): Instance[] {
    return clusters
      .map(cluster => this.#instance(cluster))
      .filter(instance => instance !== undefined);
  }

  #clustersBegun(): Set<string> {
    return new Set(
      this.#waves.slice(0, this.#begun).flatMap(({ clusters }) => clusters),
    );
  }

  /** All of a hub's clusters get the version at once: its own steps let them have it one after the other. */
  #beginNext(): void {
    const due = this.#instances(this.#waves[this.#begun].clusters);
    this.#begun += 1;
    this.#rest = this.#options.ticksPerStep - 1;
    const hubs = new Set(due.flatMap(({ hub }) => (hub ? [hub] : [])));
    const all = this.#instances(this.#waves.flatMap(wave => wave.clusters));
    const reached = all.filter(
      instance => due.includes(instance) || hubs.has(instance.hub ?? ''),
    );
    const repositories = new Set<SourceRepository>();
    for (const instance of reached) {
      if (instance.desiredVersion === this.version) continue;
      instance.desiredVersion = this.version;
      repositories.add(instance.repository);
    }
    for (const repository of repositories) repository.commit();
    this.#openHubs();
  }

  /** Lets each hub begin the steps whose clusters are due, and no others. */
  #openHubs(): void {
    const begun =
      this.#options.gate === 'engine'
        ? new Set(this.#waves.flatMap(({ clusters }) => clusters))
        : this.#clustersBegun();
    const isLast = this.#begun >= this.#waves.length;
    const planned = this.#world.wavesOf(this.component) ?? [];
    const homes = new Set(
      this.#instances(this.#waves.flatMap(({ clusters }) => clusters)).map(
        instance => this.#world.homeOf(instance),
      ),
    );
    for (const home of homes) {
      if (!home) continue;
      const steps = planned
        .map(({ clusters }) =>
          clusters.filter(cluster => {
            const instance = this.#instance(cluster);
            return instance && this.#world.homeOf(instance) === home;
          }),
        )
        .filter(clusters => clusters.length > 0);
      const open = isLast ? undefined : openCount(steps, begun);
      home.applicationSets?.open(this.component, open);
      home.works.open(this.component, open);
    }
  }

  #observe(wave: string, cluster: string): void {
    const instance = this.#instance(cluster);
    const world = this.#world.clusters.get(cluster);
    const home = instance && this.#world.homeOf(instance);
    if (!instance || !world || !home) return;
    const before = this.#members.get(cluster);
    const isDue = this.#clustersBegun().has(cluster);
    const { argo, applicationSets, works } = home;
    const seen =
      // What has been brought and seen healthy once is over for this release.
      before?.actual === 'succeeded'
        ? { state: before.actual, reason: before.actualReason ?? before.reason }
        : observeMember(instance, this.version, {
            argo,
            applicationSets,
            works,
          });
    const held =
      seen.state === 'queued' && !isDue && !instance.hub
        ? { ...seen, reason: 'its wave has not begun' }
        : seen;
    const knowable = world.cluster.isReachable;
    const state: ReleaseState = knowable ? held.state : 'unknown';
    const reason = knowable
      ? held.reason
      : `the API of ${cluster} cannot be reached`;
    const { engine } = instance.cluster.delivery;
    const member: ReleaseMember = {
      cluster,
      wave,
      engine,
      ...(instance.hub && { hub: instance.hub }),
      state,
      actual: held.state,
      knowable,
      lastKnown: knowable ? held.state : before?.lastKnown ?? held.state,
      since:
        before?.state === state
          ? before.since
          : toTimestamp(this.#world.clock.now()),
      reason,
      ...(!knowable && { actualReason: held.reason }),
    };
    this.#members.set(cluster, member);
    if (
      before?.state !== state ||
      before.actual !== member.actual ||
      before.reason !== reason
    ) {
      this.#listener.member(this, member);
    }
  }

  /** Whether a cluster gets there without anybody's help. */
  #canMakeIt(member: ReleaseMember): boolean {
    if (CAN_MAKE_IT.includes(member.state)) return true;
    if (member.state !== 'queued') return false;
    const index = this.#waves.findIndex(({ name }) => name === member.wave);
    if (index >= this.#begun) return false;
    // A rolling sync stops at a step that does not become healthy; works go on after their deadline.
    if (member.engine !== 'argocd' || !member.hub) return true;
    const earlier = this.#waves.slice(0, index).map(({ name }) => name);
    return [...this.#members.values()].every(
      ({ hub, wave, state }) =>
        hub !== member.hub ||
        !earlier.includes(wave) ||
        !['failed', 'stuck', 'unknown'].includes(state),
    );
  }

  #isWaveDone(index: number): boolean {
    const { name } = this.#waves[index];
    const members = [...this.#members.values()].filter(
      ({ wave }) => wave === name,
    );
    if (members.length === 0) return false;
    return this.#options.gate === 'all'
      ? members.every(({ state }) => state === 'succeeded')
      : members.every(member => !this.#canMakeIt(member));
  }

  #waveState(index: number): ReleaseReport['waves'][number]['state'] {
    if (index >= this.#begun) return 'waiting';
    return this.#isWaveDone(index) ? 'done' : 'open';
  }

  #lifecycleNow(): ReleaseLifecycle {
    if (this.#supersededBy) {
      return this.#lifecycle === 'completed' ? 'completed' : 'superseded';
    }
    const members = [...this.#members.values()];
    const isBegun = this.#begun >= this.#waves.length;
    const isMoving =
      members.length === 0 || members.some(member => this.#canMakeIt(member));
    const isOver = members.every(({ state }) => state !== 'queued');
    if (isBegun && !isMoving && isOver) return 'completed';
    if (this.#isPaused) return 'paused';
    const goesOn =
      !isBegun && (this.#begun === 0 || this.#isWaveDone(this.#begun - 1));
    return isMoving || goesOn ? 'running' : 'blocked';
  }

  #judge(): void {
    const next = this.#lifecycleNow();
    if (next === this.#lifecycle) return;
    this.#lifecycle = next;
    this.#endedAt =
      next === 'completed' || next === 'superseded'
        ? toTimestamp(this.#world.clock.now())
        : undefined;
    this.#listener.lifecycle(this);
  }
}
