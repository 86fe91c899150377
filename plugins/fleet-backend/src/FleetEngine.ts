import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  StandardsIndex,
  withoutCredentials,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  findWatch,
  type AdapterDesired,
  type AdapterFollowUp,
  type AdapterPoll,
  type AdapterWatch,
  type ClusterSource,
  type ConfigurationProblem,
  type FleetAdapter,
} from '@fleetview/backstage-plugin-fleet-node';
import type { Knex } from 'knex';
import { keepAudit, type AuditTrail } from './audit';
import { forgetWrites } from './auditEvents';
import { CatalogMirror } from './catalog/CatalogMirror';
import { markConcerned } from './catalog/markConcerned';
import { StandardsMirror } from './catalog/StandardsMirror';
import { ClusterRegistry } from './clusters/ClusterRegistry';
import { HubClusters } from './clusters/registry/HubClusters';
import { noteAttributes } from './clusters/noteAttributes';
import { SourceStates } from './clusters/SourceStates';
import { ClusterReaders } from './collector/ClusterReaders';
import { toLines } from './collector/followUps';
import { toDesireLines } from './collector/desired';
import { isLook, toLookLines } from './collector/looks';
import { toRunningLines } from './collector/running';
import { CollectorHost, type CollectorThread } from './collector/CollectorHost';
import type {
  BatchReport,
  StoredRequest,
  WatchKey,
} from './collector/messages';
import { checkClusterNames } from './config/checkClusterNames';
import { checkExtensions } from './config/extensionSchema';
import { checkPolls } from './config/pollSchema';
import {
  DEFAULT_AUDIT_EVENTS,
  DEFAULT_DRIFT_CONFIG,
  type DriftConfig,
} from './config/driftSchema';
import {
  DEFAULT_COMPLIANCE,
  type ComplianceConfig,
} from './config/complianceSchema';
import type { FleetConfig } from './config/FleetConfig';
import {
  DEFAULT_PROMOTION_CONFIG,
  type PromotionConfig,
} from './config/promotionSchema';
import { DEFAULT_COST_CONFIG, type CostSettings } from './config/costSchema';
import { KEEP_DAYS } from './config/readFleetConfig';
import { CoverageTracker } from './coverage/CoverageTracker';
import { ComplianceLoop, markAwaited } from './derive/compliance';
import { CostLoop } from './derive/costs';
import {
  driftKindsOf,
  DriftLoop,
  extendLooks,
  forgetDrift,
  markLapsed,
} from './derive/drift';
import { configuredAttributes } from './derive/configuredAttributes';
import { countMarks } from './derive/countMarks';
import { derivedWith } from './derive/derivedWith';
import { DeriveLoop } from './derive/DeriveLoop';
import {
  DEFAULT_SETTINGS,
  pruneRollouts,
  RolloutLoop,
  type RolloutsConfig,
} from './derive/rollouts';
import { fingerprintPackages } from './derive/fingerprintPackages';
import { adviseDatabase } from './leases/adviseDatabase';
import type { ClaimedLease } from './leases/claimLeases';
import { HubSubjects } from './hubs/HubSubjects';
import { isPostgres } from './leases/databaseTime';
import { LeaseKeeper, type LeaseOptions } from './leases/LeaseKeeper';
import { takeOverFile } from './leases/takeOverFile';
import { RevisionPublisher } from './live/RevisionPublisher';
import { CappedLogger, type FleetMetrics, type Gauges } from './observability';
import { keepCosts } from './history/costs';
import { configuredPrices, readPriceRows, toPriceRow } from './prices';
import {
  KEEP_COMPLIANCE_DAYS,
  keepComplianceDay,
  pruneComplianceDays,
} from './history/compliance';
import { keepHistory } from './history/keepHistory';
import { DAY_MS } from './history/retention';
import type { ComplianceBasis } from './read/compliance';
import type { SkewBasis } from './read/skew';
import { readRunningWishes } from './promotions/sight/readRunningWishes';
import {
  endWatches,
  NotificationTeller,
  type NotificationSettings,
} from './notifications';
import { FACT_TABLES, tableOf, type FactTable } from './store/factTables';
import type { Fence } from './store/fence';
import { markDirty } from './store/markDirty';
import { markSubjects } from './store/markSubjects';
import { EVERY_NAMESPACE } from './store/touchedNamespaces';
import { readFollowUps } from './store/readFollowUps';
import { OneByOne, type OneByOneQuestion } from './store/OneByOne';
import { readDesires } from './store/readDesires';
import { readWishes } from './store/readWishes';
import { readStoredObjects } from './store/readStoredObjects';
import { StoredReads } from './store/StoredReads';
import { WriteQueue } from './store/WriteQueue';

const JUDGE_MS = 1_000;
const RETRY_MS = 2_000;
const CLEAN_MS = 60 * 60_000;
/** It is due once an hour; a portal that was just started does not wait for one. */
const LOOK_AT_DAY_MS = 5 * 60_000;
/** Others mark what is ours to derive, and find what we have to know. */
const MARKED_BY_OTHERS_MS = 500;
const RELOAD_MS = 5_000;
const LOOK_AGAIN_MS = 10_000;
const PRICES_MS = 30_000;
const ADVICE_MS = 60_000;
const TELL_MS = 60_000;
/** What is as it was is noted to be so, so that what begins is dated. */
const EXTEND_LOOKS_MS = 60_000;

/** Those whose code decides what is derived from facts. */
const DERIVING_PACKAGES = [
  '@fleetview/backstage-plugin-fleet-backend',
  '@fleetview/backstage-plugin-fleet-common',
];

/**
 * The way of the data, in one place: sources name clusters, collectors read
 * those whose lease this replica holds, facts and coverage go to the database,
 * derivations follow, and open pages are told that there is something new.
 */
export class FleetEngine {
  readonly problems = new Map<string, ConfigurationProblem[]>();
  /** Which sources have told all of their clusters. */
  readonly sourceStates = new SourceStates();
  readonly adapters: FleetAdapter[];
  readonly #knex: Knex;
  readonly #config: FleetConfig;
  /** Tells what derives apart. */
  readonly #code: string;
  readonly #logger: CappedLogger;
  readonly #timers: NodeJS.Timeout[] = [];
  #registry!: ClusterRegistry;
  #hubSubjects!: HubSubjects;
  #coverage!: CoverageTracker;
  #host!: CollectorHost;
  #keeper!: LeaseKeeper;
  #readers!: ClusterReaders;
  #derive!: DeriveLoop;
  #rollouts!: RolloutLoop;
  #compliance!: ComplianceLoop;
  #costs!: CostLoop;
  #drift!: DriftLoop;
  #mirror!: CatalogMirror;
  #standards!: StandardsMirror;
  #basis: ComplianceBasis | undefined;
  #teller: NotificationTeller | undefined;
  #publisher!: RevisionPublisher;
  #queue!: WriteQueue;
  readonly #storedReads: StoredReads;
  readonly #oneByOne: OneByOne;
  #writes: Promise<unknown> = Promise.resolve();
  /** What configuration says of clusters, as this replica has noted it. */
  readonly #notedAttributes = new Map<string, string>();
  /** So many rows of the price sheet are told to the threads; it only grows. */
  #pricesTold = 0;
  #sourcesTold = false;
  #stopped = false;

  static async start(options: FleetEngineOptions): Promise<FleetEngine> {
    const engine = new FleetEngine(options);
    await engine.#start(options);
    return engine;
  }

  private constructor(options: FleetEngineOptions) {
    this.#knex = options.knex;
    this.#storedReads = new StoredReads(options);
    this.#oneByOne = new OneByOne({
      knex: options.knex,
      owned: () => this.#keeper.owned(),
    });
    this.#config = options.config;
    this.#code = options.code ?? fingerprintPackages(DERIVING_PACKAGES);
    this.#logger = CappedLogger.create({ logger: options.logger });
    this.adapters = options.adapters;
  }

  get registry(): ClusterRegistry {
    return this.#registry;
  }

  /** How drift is weighed. */
  get drift(): DriftConfig {
    return this.#config.drift ?? DEFAULT_DRIFT_CONFIG;
  }

  /** How owners are told what concerns them; nobody is where absent. */
  get telling(): NotificationSettings | undefined {
    return this.#config.notifications;
  }

  /** How releases are promoted. */
  get promotions(): PromotionConfig {
    return this.#config.promotions ?? DEFAULT_PROMOTION_CONFIG;
  }
  /** How costs are kept and judged, and what may be spent. */
  get costs(): CostSettings {
    const { cost = DEFAULT_COST_CONFIG, budgets = [] } = this.#config;
    return { ...cost, budgets };
  }

  /** When releases are done, and in which waves they go. */
  get rollouts(): RolloutsConfig {
    return this.#config.rollouts ?? { settings: DEFAULT_SETTINGS, plans: [] };
  }

  /** What compliance is computed by. */
  get compliance(): ComplianceBasis {
    // Made once, as it is made ready to be looked things up in.
    this.#basis ??= {
      settings: this.#complianceConfig.settings,
      origin: this.#complianceConfig.origin,
      mapping: new StandardsIndex({
        entries: [
          ...this.#complianceConfig.standards,
          ...this.#standards.entries(),
        ],
      }),
    };
    return this.#basis;
  }

  /** Which clusters should be alike; as usual where nothing is configured. */
  get skew(): SkewBasis | undefined {
    return this.#config.skew;
  }

  get #complianceConfig(): ComplianceConfig {
    return this.#config.compliance ?? DEFAULT_COMPLIANCE;
  }

  get coverage(): CoverageTracker {
    return this.#coverage;
  }

  get mirror(): CatalogMirror {
    return this.#mirror;
  }

  /** Who takes part in sharing the clusters, and what it holds. */
  get leases(): LeaseKeeper {
    return this.#keeper;
  }

  /** How its parts do now. */
  gauges(): Gauges {
    return {
      replica: this.#keeper.holder,
      leases: this.#keeper.owned().size,
      writesWaiting: this.#queue.waiting,
      marksWaiting: () =>
        countMarks({
          knex: this.#knex,
          clusterIds: [...this.#keeper.owned()],
        }),
      threads: this.#host.threads(),
    };
  }

  /** The time by the database's clock, in milliseconds since 1970: what all ages are counted from. */
  now(): number {
    return this.#keeper.clock.now();
  }

  /** What entitles this replica to write what a cluster says; nothing while another reads it. */
  fenceOf(clusterId: string): Fence | undefined {
    return this.#keeper.fenceOf(clusterId);
  }

  /** Ends reading, writes what was read, and hands the clusters over to other replicas. */
  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await this.#host.shutdown();
    this.#stopped = true;
    await this.#teller?.stop();
    await this.#mirror.stop();
    await this.#standards.stop();
    await this.#queue.stop();
    await this.#writes.catch(() => undefined);
    await this.#derive.stop();
    await this.#rollouts.stop();
    await this.#compliance.stop();
    await this.#costs.stop();
    await this.#drift.stop();
    const derived = this.#derive.isAtRest ? this.#derivedWith() : undefined;
    await this.#keeper.stop(derived ? { derived } : {});
    await this.#publisher.stop();
  }

  async #start(options: FleetEngineOptions): Promise<void> {
    const { knex, config } = options;
    const logger = this.#logger;
    const metrics = options.metrics ? { metrics: options.metrics } : {};
    this.#publisher = new RevisionPublisher({ ...options, logger });
    // What pages wait for most is what clusters say: what follows from it is said with the
    // next of that, as long as one comes after the other.
    const alsoChanged = async () =>
      this.#publisher.changed({ canWait: this.#derive.isUnderWay });
    const changed = () => {
      this.#publisher.changed();
      this.#derive?.nudge();
    };
    const readers = new ClusterReaders(() => ({
      logger,
      audit: options.audit,
      registry: this.#registry,
      coverage: this.#coverage,
      host: this.#host,
      keeper: this.#keeper,
      written: async clusterIds => {
        await Promise.all(clusterIds.map(id => this.#queue.writtenOf(id)));
      },
      derive: leases => this.#deriveAgain(leases),
      hubs: this.#hubSubjects,
      ...(config.extensions ? { extensions: config.extensions } : {}),
      ...(config.polls ? { polls: config.polls } : {}),
    }));
    this.#readers = readers;
    this.#keeper = LeaseKeeper.create({
      knex,
      ...(options.replica ? { holder: options.replica } : {}),
      logger,
      listener: readers,
      clusters: () => {
        const clusters = this.#registry.clusters();
        return {
          known: clusters.map(({ id }) => id),
          readable: clusters.flatMap(({ id, access }) => (access ? [id] : [])),
        };
      },
      ...(options.leases ? { options: options.leases } : {}),
    });
    this.#coverage = CoverageTracker.create({
      knex,
      tellsWhatRuns: key => this.#tablesOf(key).some(tellsWhatRuns),
      isExtension: key => this.#kindOf(key)?.extension !== undefined,
      isFollowUp: key =>
        isLook(key) ||
        this.#desiredOf(key) !== undefined ||
        this.#followUpOf(key) !== undefined ||
        this.#runningOf(key) !== undefined,
      tellsSight: key => this.#tellsSight(key),
      onChanged: changed,
      now: () => this.now(),
      fenceOf: clusterId => this.fenceOf(clusterId),
      onFenced: () => this.#keeper.doubt(),
    });
    this.#mirror = await CatalogMirror.create({
      ...options,
      logger,
      refreshMs: config.catalog.refreshMinutes * 60_000,
      onChanged: async changes => {
        await markConcerned({
          knex,
          changes,
          clusterIds: [...this.#keeper.owned()],
        });
        this.#replaceProblems('Catalog', this.#mirror.problems());
        changed();
      },
    });
    this.#replaceProblems('Catalog', this.#mirror.problems());
    this.#standards = StandardsMirror.create({
      refs: this.#complianceConfig.standardsFrom,
      catalog: options.catalog,
      auth: options.auth,
      logger,
      refreshMs: config.catalog.refreshMinutes * 60_000,
      onChanged: () => {
        this.#basis = undefined;
        this.#replaceProblems('Standards', this.#standards.problems());
        this.#publisher.changed();
      },
    });
    const hubClusters = new HubClusters();
    this.#registry = await ClusterRegistry.create({
      knex,
      audit: options.audit,
      logger,
      references: config.references,
      hubClusters,
      trustedHubs: config.trustedHubs ?? [],
      merges: config.merges ?? [],
      splits: config.splits ?? [],
      now: () => this.now(),
      listener: {
        clusterConnectable: (...told) => readers.clusterConnectable(...told),
        clusterNotAsked: (...told) => readers.clusterNotAsked(...told),
        clusterGone: clusterId => {
          readers.clusterGone(clusterId);
          this.#enqueue(async () => {
            await markSubjects({ knex, observer: clusterId });
            changed();
          });
        },
        referencesChanged: () => {
          this.#checkNames(options);
          this.#hubSubjects?.resolveSoon();
          readers.namesChanged();
          this.#enqueue(() => this.#noteAttributes(options.audit));
        },
      },
    });
    this.#queue = WriteQueue.create({
      knex,
      logger,
      resolver: this.#registry,
      fenceOf: clusterId => this.fenceOf(clusterId),
      now: () => this.now(),
      ...metrics,
    });
    this.#hubSubjects = new HubSubjects({
      knex,
      hubClusters,
      resolver: this.#registry,
      // What nobody reads any more is everybody's.
      isOurs: observer =>
        this.#keeper.owned().has(observer) || !this.#registry.get(observer),
      underWay: () => this.#queue.underWay(),
      enqueue: work => void this.#enqueue(work),
      onMarked: () => this.#derive?.nudge(),
    });
    this.#derive = new DeriveLoop({
      knex,
      logger,
      config,
      clusters: () => this.#registry.clusters(),
      currency: this.#coverage,
      entities: () => this.#mirror.index(),
      onChanged: async () => {
        this.#publisher.changed();
        this.#rollouts.nudge();
        this.#compliance.nudge();
        this.#costs.nudge();
        this.#drift.nudge();
      },
      owned: () => this.#keeper.owned(),
      fenceOf: clusterId => this.fenceOf(clusterId),
      isSettling: clusterId => this.#coverage.isSettling(clusterId),
      now: () => this.now(),
      ...metrics,
    });
    this.#rollouts = new RolloutLoop({
      knex,
      logger,
      config: this.rollouts,
      entities: () => this.#mirror.index(),
      onChanged: alsoChanged,
      now: () => this.now(),
    });
    const ofClusters = {
      knex,
      logger,
      // What nobody reads any more is everybody's.
      isOwned: (id: string) =>
        this.#keeper.owned().has(id) || !this.#registry.get(id),
      fenceOf: (clusterId: string) => this.fenceOf(clusterId),
      onChanged: alsoChanged,
      now: () => this.now(),
    };
    this.#compliance = new ComplianceLoop(ofClusters);
    this.#costs = new CostLoop(ofClusters);
    this.#drift = new DriftLoop({
      ...ofClusters,
      rules: this.compliance.settings,
      kinds: driftKindsOf(this.adapters, this.#config.polls),
    });
    this.#host = CollectorHost.create({
      threads: config.collector.threads,
      modulePaths: options.modulePaths,
      ...(config.collector.massLoss === undefined
        ? {}
        : { massLoss: config.collector.massLoss }),
      logger,
      ...metrics,
      listener: {
        reported: report => readers.reported(report),
        changed: report => this.#changed(report),
        stored: request => this.#stored(request),
        interrupted: (...told) => readers.interrupted(...told),
      },
      ...(options.startThread ? { startThread: options.startThread } : {}),
    });
    await this.tellPrices();
    await this.#takeOverFile();
    // What is known is held before sources tell: it is told as what it is.
    await this.#keeper.start();
    const before = this.#attributes();
    await this.#connectSources(options.sources);
    await this.#registry.allSourcesTold(options.sources.map(({ id }) => id));
    await this.#mark(
      // Whose names are others now may have been given other attributes.
      [...this.#attributes()].flatMap(([id, attributes]) =>
        before.has(id) && before.get(id) !== attributes ? [id] : [],
      ),
    );
    this.#sourcesTold = true;
    this.#checkNames(options);
    this.#enqueue(() => this.#noteAttributes(options.audit));
    await this.#keeper.tick();
    this.#mirror.start();
    this.#standards.start();
    this.#every(JUDGE_MS, async () => {
      await this.#coverage.judge();
      this.#derive.nudge();
      this.#rollouts.nudge();
      this.#compliance.nudge();
      this.#costs.nudge();
      this.#drift.nudge();
    });
    this.#every(MARKED_BY_OTHERS_MS, async () => {
      if (this.#isShared()) this.#derive.nudge();
    });
    let wasShared = false;
    this.#every(RELOAD_MS, async () => {
      const isShared = this.#isShared();
      // Once more when the last of the others has left: what it found at the end, too.
      if (isShared || wasShared) await this.#registry.reload();
      wasShared = isShared;
    });
    this.#every(LOOK_AGAIN_MS, async () => readers.lookAgain());
    this.#every(PRICES_MS, () => this.tellPrices());
    this.#every(CLEAN_MS, () => keepHistory({ knex, now: this.now() }));
    this.#every(CLEAN_MS, () => pruneRollouts({ knex, now: this.now() }));
    this.#every(CLEAN_MS, async () => {
      await keepCosts({ knex, now: this.now(), ...this.costs.history });
    });
    this.#every(CLEAN_MS, () => markAwaited({ knex, now: this.now() }));
    this.#every(CLEAN_MS, async () => {
      await forgetDrift({ knex, now: this.now() });
    });
    // Whether or not anything is sent any more: what somebody did is not kept for longer.
    this.#every(CLEAN_MS, () => {
      const { keepDays } = this.drift.auditEvents ?? DEFAULT_AUDIT_EVENTS;
      return forgetWrites({ knex, before: this.now() - keepDays * DAY_MS });
    });
    this.#every(EXTEND_LOOKS_MS, async () => {
      const looked = {
        knex,
        clusterIds: [...this.#keeper.owned()],
        now: this.now(),
      };
      await markLapsed(looked);
      await extendLooks(looked);
    });
    this.#every(LOOK_AT_DAY_MS, () =>
      keepComplianceDay({
        knex,
        now: this.now(),
        isStopped: () => this.#stopped,
      }),
    );
    this.#every(CLEAN_MS, () =>
      pruneComplianceDays({
        knex,
        now: this.now(),
        keepDays: config.compliance?.keepDays ?? KEEP_COMPLIANCE_DAYS,
      }),
    );
    this.#every(CLEAN_MS, () =>
      keepAudit({
        knex,
        audit: options.audit,
        replica: this.#keeper.holder,
        keepDays: config.audit?.keepDays ?? KEEP_DAYS,
        now: this.now(),
      }),
    );
    this.#every(ADVICE_MS, async () => {
      logger.tellLeftOut();
      await this.#advise();
    });
    await this.#advise();
    await this.#startTelling(options);
  }

  /** Owners are told what concerns them, where that is configured. */
  async #startTelling({
    knex,
    notifications,
  }: FleetEngineOptions): Promise<void> {
    const { notifications: settings } = this.#config;
    if (!settings || !notifications) {
      await endWatches(knex, { now: this.now() });
      return;
    }
    const teller = NotificationTeller.create({
      knex,
      logger: this.#logger,
      replica: this.#keeper.holder,
      settings,
      service: notifications,
      adapters: this.adapters,
      budgets: this.costs.budgets,
      entities: () => this.#mirror.index(),
      rules: () => this.compliance.settings,
      now: () => this.now(),
    });
    this.#teller = teller;
    this.#every(TELL_MS, () => teller.turn());
  }

  /** Tells the threads the price sheet where it has grown; whoever wrote it may be another replica. */
  async tellPrices(): Promise<void> {
    const rows = await readPriceRows(this.#knex);
    if (rows.length === this.#pricesTold) return;
    this.#host.setPrices(rows.map(toPriceRow));
    this.#pricesTold = rows.length;
  }

  /** The polls that charge by prices, with what the configuration of each says of them. */
  get configuredPrices(): ReturnType<typeof configuredPrices> {
    return configuredPrices(this.#config.polls ?? [], this.adapters);
  }

  #isShared(): boolean {
    return this.#keeper.replicas() > 1;
  }

  /** On SQLite nobody else shares the file, or somebody does that should not. */
  async #takeOverFile(): Promise<void> {
    if (isPostgres(this.#knex)) return;
    const problems = await takeOverFile({ knex: this.#knex });
    for (const { message } of problems) this.#logger.warn(message);
    this.#replaceProblems('SQLite', problems);
  }

  async #advise(): Promise<void> {
    const problems = await adviseDatabase({ knex: this.#knex });
    if (
      JSON.stringify(problems) !==
      JSON.stringify(this.problems.get('Database') ?? [])
    ) {
      for (const { message } of problems) this.#logger.warn(message);
    }
    this.problems.set('Database', problems);
  }

  async #connectSources(sources: ClusterSource[]): Promise<void> {
    await Promise.all(
      sources.map(async source => {
        const state = this.sourceStates.add(source);
        try {
          await source.connect({
            replaceClusters: async records => {
              await this.#registry.replaceClusters(source, records);
              state.told();
            },
            replaceProblems: problems => {
              state.toldProblems(problems);
              this.#replaceProblems(source.title, problems);
            },
          });
        } catch (error) {
          state.failed();
          // One broken source does not stop the others.
          this.#logger.error('A source of clusters failed', error as Error);
          this.#replaceProblems(source.title, [
            { key: source.id, message: String(error) },
          ]);
        }
      }),
    );
  }

  /** Once all sources have told, a name that no cluster has is a mistake. */
  #checkNames({ config, problems }: FleetEngineOptions): void {
    if (!this.#sourcesTold) return;
    this.#replaceProblems('app-config', [
      ...problems,
      ...checkExtensions(config.extensions ?? [], this.adapters),
      ...checkPolls(config.polls ?? [], this.adapters),
      ...checkClusterNames(config, this.#registry.clusters()),
    ]);
  }

  #replaceProblems(source: string, told: ConfigurationProblem[]): void {
    const before = JSON.stringify(this.problems.get(source) ?? []);
    // What is wrong may be wrong because of what is secret in it.
    const problems = told.map(problem => ({
      ...problem,
      message: withoutCredentials(problem.message),
      ...(problem.value === undefined
        ? {}
        : { value: withoutCredentials(problem.value) }),
    }));
    this.problems.set(source, problems);
    if (JSON.stringify(problems) === before) return;
    for (const problem of problems) {
      this.#logger.error(
        `Configuration: ${problem.key}${
          problem.value ? ` (${problem.value})` : ''
        } ${problem.message}`,
        { source },
      );
    }
    this.#publisher.changed();
  }

  async #changed(
    report: BatchReport,
  ): Promise<{ refused: { uid: string; example: string }[] }> {
    const { clusterId, key } = report;
    // Whether this is still the same cluster decides whether it is written.
    await this.#readers.identified(clusterId);
    const isWanted = () => this.#host.isRunning(report);
    const { written, deleted, unreadable, isFenced, refused } =
      await this.#queue.write(
        {
          ...report,
          observer: clusterId,
          tables: this.#tablesOf(key),
        },
        { isWanted },
      );
    if (isFenced) this.#keeper.doubt();
    if (isFenced || !isWanted()) return { refused };
    this.#coverage.counted(clusterId, key, report);
    if (written + deleted + unreadable > 0 && this.#tellsSight(key)) {
      this.#hubSubjects.written(
        clusterId,
        key,
        report.changes.map(({ uid }) => uid),
      );
    }
    if (written + deleted + unreadable > 0) {
      if (isLook(key) || this.#desiredOf(key)) this.#drift.nudge();
      else this.#derive.nudge({ news: true });
    }
    return { refused };
  }

  async #stored(request: StoredRequest) {
    const { clusterId: observer, key, fingerprint, after, withTimes } = request;
    await this.#readers.identified(observer);
    // What an earlier session of it had handed over is told too.
    await this.#queue.written(observer, key);
    const question = this.#oneByOneOf(key);
    if (question) {
      const isConcerned = await this.#retried(() =>
        this.#oneByOne.concerns(observer, question, {
          isFirst: withTimes === true,
        }),
      );
      if (!isConcerned) return { lines: '' };
    }
    if (isLook(key)) {
      const wished = await this.#retried(() =>
        readWishes({ knex: this.#knex, observer, withTimes }),
      );
      return { lines: wished ? toLookLines(wished) : '' };
    }
    const desired = this.#desiredOf(key);
    if (desired) {
      const stored = await this.#retried(() =>
        readDesires({
          knex: this.#knex,
          observer,
          adapter: key.adapter,
          question: desired.kind,
          withTimes,
        }),
      );
      return { lines: stored ? toDesireLines(stored) : '' };
    }
    const running = this.#runningOf(key);
    if (running) {
      const stored = await this.#retried(() =>
        readRunningWishes({
          knex: this.#knex,
          observer,
          adapter: key.adapter,
          kinds: running.of,
          stages: this.promotions.stages,
          hasSteps: this.promotions.applicationSets !== undefined,
          withTimes,
        }),
      );
      return { lines: stored ? toRunningLines(stored) : '' };
    }
    const followUp = this.#followUpOf(key);
    if (followUp) {
      const found = await this.#retried(() =>
        readFollowUps({
          knex: this.#knex,
          observer,
          adapter: key.adapter,
          kinds: followUp.of,
        }),
      );
      return { lines: found ? toLines(found) : '' };
    }
    const kind = { observer, key, tables: this.#tablesOf(key) };
    const stored = await this.#retried(() =>
      after === undefined
        ? this.#storedReads.first({ ...kind, fingerprint })
        : readStoredObjects({ knex: this.#knex, ...kind, after }),
    );
    return stored ?? { lines: '' };
  }

  /** What is asked where things of a cluster are read one by one; nothing where a kind is watched. */
  #oneByOneOf(key: WatchKey): OneByOneQuestion | undefined {
    if (isLook(key)) return 'looks';
    if (this.#desiredOf(key)) return 'desires';
    if (this.#followUpOf(key)) return 'followUps';
    if (!this.#runningOf(key)) return undefined;
    // What stages want is in no table.
    const { stages, applicationSets } = this.promotions;
    return stages.length > 0 || applicationSets ? undefined : 'running';
  }

  /** Work on the whole store follows one another. */
  #enqueue(write: () => Promise<void>): Promise<void> {
    const done = this.#writes.then(() => this.#retried(write));
    this.#writes = done.then(() => undefined);
    return this.#writes as Promise<void>;
  }

  /** Tries what fails until it succeeds, or the engine stops. */
  async #retried<T>(work: () => Promise<T>): Promise<T | undefined> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (this.#stopped) return undefined;
        this.#logger.error(
          'Work on the database failed and is tried again',
          error as Error,
        );
        await new Promise(resolve => {
          setTimeout(resolve, RETRY_MS).unref();
        });
      }
    }
  }

  /** Lets clusters be derived again that were taken up, unless nothing else would come of it. */
  async #deriveAgain(leases: ClaimedLease[]): Promise<void> {
    const now = this.#derivedWith();
    await this.#mark(
      leases.flatMap(({ clusterId, derived }) =>
        now !== undefined && derived === now ? [] : [clusterId],
      ),
    );
  }

  #derivedWith(): string | undefined {
    const entities = this.#mirror.fingerprint();
    return entities === undefined
      ? undefined
      : derivedWith({ code: this.#code, config: this.#config, entities });
  }

  /** What configuration says of each cluster, as text. */
  #attributes(): Map<string, string> {
    return new Map(
      this.#registry
        .clusters()
        .map(cluster => [
          cluster.id,
          JSON.stringify(configuredAttributes(this.#config, cluster)),
        ]),
    );
  }

  /** Notes what configuration says of clusters, once all sources have told: before, names may lead elsewhere. */
  async #noteAttributes(audit: AuditTrail): Promise<void> {
    if (!this.#sourcesTold) return;
    const clusters = this.#registry.clusters().flatMap(cluster => {
      const said = configuredAttributes(this.#config, cluster);
      const text = JSON.stringify(said);
      return this.#notedAttributes.get(cluster.id) === text
        ? []
        : [{ id: cluster.id, name: cluster.name, text, ...said }];
    });
    await noteAttributes({ audit, clusters });
    for (const { id, text } of clusters) this.#notedAttributes.set(id, text);
  }

  async #mark(clusterIds: string[]): Promise<void> {
    if (clusterIds.length === 0) return;
    await markDirty({
      knex: this.#knex,
      marks: clusterIds.map(clusterId => ({
        clusterId,
        namespace: EVERY_NAMESPACE,
      })),
    });
    this.#derive?.nudge();
  }

  #kindOf(key: WatchKey): AdapterWatch | AdapterPoll | undefined {
    const adapter = this.adapters.find(({ id }) => id === key.adapter);
    return (
      findWatch(adapter, key) ??
      adapter?.polls?.find(
        ({ group, kind }) => group === key.group && kind === key.kind,
      )
    );
  }

  #followUpOf(key: WatchKey): AdapterFollowUp | undefined {
    const { followUp } =
      this.adapters.find(({ id }) => id === key.adapter) ?? {};
    return followUp?.kind === key.kind && key.group === ''
      ? followUp
      : undefined;
  }

  #runningOf(key: WatchKey): AdapterFollowUp | undefined {
    const { running } =
      this.adapters.find(({ id }) => id === key.adapter) ?? {};
    return running?.kind === key.kind && key.group === '' ? running : undefined;
  }

  #desiredOf(key: WatchKey): AdapterDesired | undefined {
    const { desired } =
      this.adapters.find(({ id }) => id === key.adapter) ?? {};
    return key.group === ''
      ? desired?.find(({ kind }) => kind === key.kind)
      : undefined;
  }

  #tablesOf(key: WatchKey): FactTable[] {
    if (isLook(key) || this.#desiredOf(key)) return ['fact'];
    const types =
      (this.#kindOf(key) ?? this.#followUpOf(key) ?? this.#runningOf(key))
        ?.facts ?? [];
    return FACT_TABLES.filter(table =>
      types.some(type => tableOf(type) === table),
    );
  }

  /** Whether facts of a kind say whether hubs see clusters. */
  #tellsSight(key: WatchKey): boolean {
    return this.#kindOf(key)?.facts.includes('cluster') ?? false;
  }

  #every(intervalMs: number, work: () => Promise<unknown>): void {
    let running = false;
    const timer = setInterval(() => {
      if (running) return;
      running = true;
      work()
        .catch(error => {
          if (!this.#stopped) {
            this.#logger.error('Periodic work failed', error);
          }
        })
        .finally(() => {
          running = false;
        });
    }, intervalMs);
    timer.unref();
    this.#timers.push(timer);
  }
}

function tellsWhatRuns(table: FactTable): boolean {
  return table === 'workload' || table === 'delivery';
}

export type FleetEngineOptions = {
  knex: Knex;
  /** Records what changes of clusters. */
  audit: AuditTrail;
  /** The id of this replica; a new one by default. */
  replica?: string;
  logger: LoggerService;
  config: FleetConfig;
  adapters: FleetAdapter[];
  modulePaths: string[];
  sources: ClusterSource[];
  /** What was wrong with the configuration itself. */
  problems: ConfigurationProblem[];
  catalog: CatalogService;
  auth: AuthService;
  signals: SignalsService;
  /** Tells owners what concerns them; nobody is told anything where absent. */
  notifications?: Pick<NotificationService, 'send'>;
  /** Hears what its parts do. */
  metrics?: FleetMetrics;
  /** How clusters are shared with other replicas; tests make the times short. */
  leases?: Partial<LeaseOptions>;
  /** Tells code apart that derives; of the packages' files where absent. */
  code?: string;
  /** Replaces worker threads, for tests that stay within one. */
  startThread?: () => CollectorThread;
};
