import { toTimestamp } from '../../clock';
import type { MemoryTruthLog } from '../../truthLog';
import type { Instance } from '../Instance';
import type { World } from '../World';
import { createAction } from './actions/createAction';
import type { DriftAction } from './actions/DriftAction';
import { type DriftInput, type DriftOptions, driftSchema } from './driftSchema';
import type { DriftReport } from './driftTypes';
import { isSeen, lastLookOf, type SeenDrift, visibleFrom } from './engineView';
import { whyNot } from './whyNot';

/** How many drifts are told that are over. */
const MAXIMUM_HEALED = 1000;
/** Before something of the past happened, its engine had looked this long ago. */
const LOOKED_BEFORE_MS = 30_000;

/** What was asked for does not fit the world. @public */
export class DriftError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DriftError';
  }
}

/** What is asked for on one cluster, from one occurrence to the next. */
type Cause = {
  entry: string;
  options: DriftOptions;
  instance: Instance;
  action: DriftAction;
  occurrences: number;
  /** Begun, and not so yet: somebody else makes it so. */
  isPending: boolean;
  /** When it begins again. */
  againAt?: number;
  open?: Drift;
  isEnded: boolean;
};

type Drift = SeenDrift & { report: DriftReport };

/** The truth of how the clusters of a world differ from what is delivered to them. @public */
export class Drifts {
  readonly #world: World;
  readonly #log: MemoryTruthLog | undefined;
  readonly #causes: Cause[] = [];
  #reports: DriftReport[] = [];
  #entries = 0;

  /** @param log - where it is told that something happened, was seen and was healed */
  constructor(world: World, log?: MemoryTruthLog) {
    this.#world = world;
    this.#log = log;
  }

  /** All drifts, oldest first; of those that are over the newest. */
  reports(): DriftReport[] {
    return this.#reports.map(report => ({
      ...report,
      resource: { ...report.resource },
      paths: [...report.paths],
    }));
  }

  /**
   * Lets something happen, on all its clusters at once.
   *
   * @returns the entry's name, by which its drifts are known
   * @throws DriftError when it does not fit a component or a cluster
   * @throws ApiError when admission refuses the change
   */
  start(input: DriftInput): string {
    return this.#begin(driftSchema.parse(input), false);
  }

  /** Lets something have happened at the time that the world's clock pretends. */
  startInPast(input: DriftInput): string {
    return this.#begin(driftSchema.parse(input), true);
  }

  /**
   * Takes away what would bring an entry's drifts back: webhook, policy, autoscaler,
   * repetition. What has drifted stays so until somebody heals it.
   *
   * @throws DriftError when there is no such entry
   */
  end(entry: string, cluster?: string): void {
    const causes = this.#causes.filter(
      cause =>
        cause.entry === entry &&
        (cluster === undefined || cause.instance.cluster.name === cluster),
    );
    if (causes.length === 0) throw new DriftError(`there is no '${entry}'`);
    for (const cause of causes) {
      cause.isEnded = true;
      cause.againAt = undefined;
      cause.action.end?.();
    }
  }

  /** Whether an entry is known. */
  has(entry: string): boolean {
    return this.#causes.some(cause => cause.entry === entry);
  }

  /** Before the engines: what comes back. */
  tick(): void {
    const now = this.#world.clock.now();
    for (const cause of this.#causes) {
      if (cause.againAt === undefined || now < cause.againAt) continue;
      cause.againAt = undefined;
      this.#occur(cause, false);
    }
  }

  /** After everything has moved: what is so now. */
  observe(): void {
    for (const cause of this.#causes) this.#observe(cause);
  }

  #begin(options: DriftOptions, isPast: boolean): string {
    const instances = options.clusters.map(cluster => {
      const instance = this.#world.instance(cluster, options.component);
      if (!instance) {
        throw new DriftError(
          `the component '${options.component}' is not on a cluster '${cluster}'`,
        );
      }
      const reason = whyNot(instance, options);
      if (reason) throw new DriftError(reason);
      return instance;
    });
    if (new Set(instances).size < instances.length) {
      throw new DriftError('a cluster is named twice');
    }
    this.#entries += 1;
    const entry = `drift-${this.#entries}`;
    for (const instance of instances) {
      const id = `${entry}-${instance.cluster.name}`;
      const cause: Cause = {
        entry,
        options,
        instance,
        action: createAction({ world: this.#world, instance, id }, options),
        occurrences: 0,
        isPending: false,
        isEnded: false,
      };
      this.#causes.push(cause);
      if (options.holdsDelivery) this.#hold(instance);
      if (!isPast) {
        this.#occur(cause, false);
        continue;
      }
      // Pretended time passes while one settles; the next is of the same time.
      this.#world.clock.at(this.#world.clock.now(), () => {
        this.#look(instance);
        this.#occur(cause, true);
        this.#settle(cause);
      });
    }
    return entry;
  }

  /** As one does before changing things by hand. */
  #hold(instance: Instance): void {
    const argo = this.#world.argoOf(instance);
    if (argo) argo.tolerateDrift(instance.applicationName);
    else this.#world.homeOf(instance)?.flux?.suspend(instance.component.name);
  }

  /** In the past the engine had looked a while before. */
  #look(instance: Instance): void {
    const { component, cluster } = instance;
    const home = this.#world.homeOf(instance);
    const at = this.#world.clock.now() - LOOKED_BEFORE_MS;
    home?.flux?.ranAt(component.name, at);
    home?.works.appliedAt(component.name, cluster.name, at);
  }

  #settle({ instance, action: { reference } }: Cause): void {
    this.#world.settle(instance);
    if (reference.kind === 'Deployment') {
      this.#world.clusters
        .get(instance.cluster.name)
        ?.settle(reference.kind, instance.namespace, reference.name);
    }
    this.#world.argoOf(instance)?.compare(instance.applicationName);
    this.observe();
  }

  #occur(cause: Cause, isPast: boolean): void {
    const lookedBefore = lastLookOf(this.#world, cause.instance);
    // Pretended time passes while a workload settles.
    const at = this.#now();
    cause.action.begin(isPast);
    cause.isPending = true;
    this.#note(cause, lookedBefore, at);
  }

  /** Notes a drift as soon as it is so. */
  #note(
    cause: Cause,
    lookedBefore: number | undefined,
    happenedAt: string,
  ): void {
    const { action, instance, options } = cause;
    if (!cause.isPending || !action.isPresent()) return;
    cause.isPending = false;
    cause.occurrences += 1;
    const { cluster, hub, component } = instance;
    const { apiVersion, kind, namespace = '', name } = action.reference;
    const seen: SeenDrift = {
      kind: options.type,
      action,
      instance,
      lookedBefore,
    };
    const visibleAt = visibleFrom(this.#world, seen);
    const report: DriftReport = {
      id: `${cause.entry}-${cluster.name}-${cause.occurrences}`,
      entry: cause.entry,
      occurrence: cause.occurrences,
      kind: options.type,
      component: component.name,
      cluster: cluster.name,
      engine: cluster.delivery.engine,
      ...(hub && { hub }),
      resource: {
        group: apiVersion.includes('/') ? apiVersion.split('/')[0] : '',
        kind,
        namespace,
        name,
      },
      paths: [...action.paths],
      ...(action.desired !== undefined && { desired: action.desired }),
      ...(action.actual !== undefined && { actual: action.actual }),
      by: action.by,
      ...(action.manager && { manager: action.manager }),
      happenedAt,
      ...(visibleAt !== undefined && { visibleAt: toTimestamp(visibleAt) }),
    };
    cause.open = { ...seen, report };
    this.#reports.push(report);
    this.#forget();
    this.#tell(report, 'happened');
  }

  #observe(cause: Cause): void {
    const { open } = cause;
    if (!open) {
      this.#note(cause, lastLookOf(this.#world, cause.instance), this.#now());
      return;
    }
    const { report } = open;
    if (report.visibleAt === undefined) {
      const visibleAt = visibleFrom(this.#world, open);
      if (visibleAt !== undefined) report.visibleAt = toTimestamp(visibleAt);
    }
    if (report.seenAt === undefined && isSeen(this.#world, open)) {
      report.seenAt = this.#now();
      // Asked to, or with a new revision, an engine looks before its time.
      if (!report.visibleAt || report.visibleAt > report.seenAt) {
        report.visibleAt = report.seenAt;
      }
      this.#tell(report, 'seen');
    }
    if (cause.action.isPresent()) return;
    report.healedAt = this.#now();
    report.healedBy = cause.action.healer();
    cause.open = undefined;
    this.#tell(report, 'healed');
    const { repeatSeconds } = cause.options;
    if (repeatSeconds !== undefined && !cause.isEnded) {
      cause.againAt = this.#world.clock.now() + repeatSeconds * 1000;
    }
  }

  #now(): string {
    return toTimestamp(this.#world.clock.now());
  }

  #forget(): void {
    const healed = this.#reports.filter(({ healedAt }) => healedAt);
    if (healed.length <= MAXIMUM_HEALED) return;
    const [oldest] = healed;
    this.#reports = this.#reports.filter(report => report !== oldest);
  }

  #tell(report: DriftReport, state: 'happened' | 'seen' | 'healed'): void {
    const { resource, component, kind, by, healedBy } = report;
    this.#log?.append({
      time: new Date(this.#world.clock.now()).toISOString(),
      cluster: report.cluster,
      verb: 'drift',
      group: '',
      kind: 'Drift',
      namespace: resource.namespace,
      name: report.id,
      summary: {
        entry: report.entry,
        component,
        drift: kind,
        state,
        resource: `${resource.kind}/${resource.name}`,
        by,
        ...(healedBy && { healedBy }),
      },
    });
  }
}
