import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type {
  ClusterSource,
  ConfigurationProblem,
  FleetAdapter,
} from '@fleetview/backstage-plugin-fleet-node';
import type { Knex } from 'knex';
import { CatalogMirror } from './catalog/CatalogMirror';
import { ClusterRegistry } from './clusters/ClusterRegistry';
import { CollectorHost, type CollectorThread } from './collector/CollectorHost';
import type {
  BatchReport,
  CollectorReport,
  StoredRequest,
  WatchKey,
} from './collector/messages';
import { checkClusterNames } from './config/checkClusterNames';
import type { FleetConfig } from './config/FleetConfig';
import { CoverageTracker } from './coverage/CoverageTracker';
import { DeriveLoop } from './derive/DeriveLoop';
import { RevisionPublisher } from './live/RevisionPublisher';
import { deleteOldTransitions } from './store/deleteOldTransitions';
import { FACT_TABLES, tableOf, type FactTable } from './store/factTables';
import { markDirty } from './store/markDirty';
import { markSubjects } from './store/markSubjects';
import { resolveSubjectsAgain } from './store/resolveSubjectsAgain';
import { EVERY_NAMESPACE } from './store/touchedNamespaces';
import { readStoredKind } from './store/readStoredKind';
import { readStoredObjects } from './store/readStoredObjects';
import { WriteQueue } from './store/WriteQueue';

const JUDGE_MS = 1_000;
const RETRY_MS = 2_000;
const CLEAN_MS = 60 * 60_000;

/**
 * The way of the data, in one place: sources name clusters, collectors read
 * them, facts and coverage go to the database, derivations follow, and open
 * pages are told that there is something new.
 */
export class FleetEngine {
  readonly problems = new Map<string, ConfigurationProblem[]>();
  readonly adapters: FleetAdapter[];
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  readonly #timers: NodeJS.Timeout[] = [];
  #registry!: ClusterRegistry;
  #coverage!: CoverageTracker;
  #host!: CollectorHost;
  #derive!: DeriveLoop;
  #mirror!: CatalogMirror;
  #publisher!: RevisionPublisher;
  #queue!: WriteQueue;
  #writes: Promise<unknown> = Promise.resolve();
  /** Whether each cluster is the one that it was: what it says next waits for the answer. */
  readonly #identifying = new Map<string, Promise<void>>();
  #sourcesTold = false;
  #stopped = false;

  static async start(options: FleetEngineOptions): Promise<FleetEngine> {
    const engine = new FleetEngine(options);
    await engine.#start(options);
    return engine;
  }

  private constructor(options: FleetEngineOptions) {
    this.#knex = options.knex;
    this.#logger = options.logger;
    this.adapters = options.adapters;
  }

  get registry(): ClusterRegistry {
    return this.#registry;
  }

  get coverage(): CoverageTracker {
    return this.#coverage;
  }

  get mirror(): CatalogMirror {
    return this.#mirror;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers) clearInterval(timer);
    await this.#host.shutdown();
    await this.#mirror.stop();
    await this.#queue.stop();
    await this.#writes.catch(() => undefined);
    await this.#derive.stop();
    await this.#publisher.stop();
  }

  async #start(options: FleetEngineOptions): Promise<void> {
    const { knex, config } = options;
    this.#publisher = new RevisionPublisher(options);
    const changed = () => {
      this.#publisher.changed();
      this.#derive?.nudge();
    };
    this.#coverage = await CoverageTracker.create({
      knex,
      tellsWhatRuns: key => this.#tablesOf(key).some(tellsWhatRuns),
      onChanged: changed,
    });
    this.#mirror = await CatalogMirror.create({
      ...options,
      refreshMs: config.catalog.refreshMinutes * 60_000,
      onChanged: () => this.#markAll(),
    });
    this.#registry = await ClusterRegistry.create({
      knex,
      logger: options.logger,
      references: config.references,
      listener: {
        clusterConnectable: (clusterId, connection) => {
          this.#coverage.begin(clusterId, this.#nameOf(clusterId), {
            state: 'pending',
          });
          this.#host.start(clusterId, connection);
        },
        clusterNotAsked: (clusterId, reason) => {
          this.#host.stop(clusterId);
          this.#coverage.begin(clusterId, this.#nameOf(clusterId), {
            state: 'not-asked',
            reason,
          });
        },
        clusterGone: clusterId => {
          this.#host.stop(clusterId);
          this.#coverage.forget(clusterId);
          this.#identifying.delete(clusterId);
          this.#enqueue(async () => {
            await markSubjects({ knex, observer: clusterId });
            changed();
          });
        },
        referencesChanged: () => {
          this.#checkNames(options);
          this.#enqueue(async () => {
            await resolveSubjectsAgain({ knex, resolver: this.#registry });
            this.#derive.nudge();
          });
        },
      },
    });
    this.#queue = WriteQueue.create({
      knex,
      logger: options.logger,
      resolver: this.#registry,
    });
    this.#derive = new DeriveLoop({
      knex,
      logger: options.logger,
      config,
      clusters: () => this.#registry.clusters(),
      currency: this.#coverage,
      entities: () => this.#mirror.index(),
      onChanged: async () => this.#publisher.changed(),
    });
    this.#host = CollectorHost.create({
      threads: config.collector.threads,
      modulePaths: options.modulePaths,
      ...(config.collector.massLoss === undefined
        ? {}
        : { massLoss: config.collector.massLoss }),
      logger: options.logger,
      listener: {
        reported: report => this.#reported(report),
        changed: report => this.#changed(report),
        stored: request => this.#stored(request),
        interrupted: (clusterIds, reason) => {
          for (const clusterId of clusterIds) {
            this.#coverage.connectionFailed(clusterId, 'unreachable', reason);
          }
        },
      },
      ...(options.startThread ? { startThread: options.startThread } : {}),
    });
    await this.#markAll();
    await this.#connectSources(options.sources);
    await this.#registry.allSourcesTold(options.sources.map(({ id }) => id));
    this.#sourcesTold = true;
    this.#checkNames(options);
    this.#mirror.start();
    this.#every(JUDGE_MS, async () => {
      await this.#coverage.judge();
      this.#derive.nudge();
    });
    this.#every(CLEAN_MS, () =>
      deleteOldTransitions({ knex, now: Date.now() }),
    );
  }

  async #connectSources(sources: ClusterSource[]): Promise<void> {
    await Promise.all(
      sources.map(async source => {
        try {
          await source.connect({
            replaceClusters: records =>
              this.#registry.replaceClusters(source, records),
            replaceProblems: problems =>
              this.#replaceProblems(source.title, problems),
          });
        } catch (error) {
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
      ...checkClusterNames(config, this.#registry.clusters()),
    ]);
  }

  #replaceProblems(source: string, problems: ConfigurationProblem[]): void {
    const before = JSON.stringify(this.problems.get(source) ?? []);
    this.problems.set(source, problems);
    if (JSON.stringify(problems) === before) return;
    for (const problem of problems) {
      this.#logger.error(
        `Configuration: ${problem.key}${
          problem.value ? ` (${problem.value})` : ''
        } ${problem.message}`,
      );
    }
    this.#publisher.changed();
  }

  #reported(
    report: Exclude<CollectorReport, BatchReport | StoredRequest>,
  ): void {
    const { clusterId } = report;
    switch (report.type) {
      case 'connection': {
        if (report.state !== 'connected') {
          this.#coverage.connectionFailed(
            clusterId,
            report.state,
            report.reason,
          );
          break;
        }
        this.#coverage.connected(clusterId, report.kubernetesVersion);
        if (report.uid) {
          this.#identifying.set(
            clusterId,
            this.#identify(clusterId, report.uid),
          );
        }
        break;
      }
      case 'discovered':
        this.#coverage.discovered(clusterId, report.watches);
        break;
      case 'coverage':
        this.#coverage.told(clusterId, report.key, report.state, report.reason);
        break;
      default:
        this.#coverage.confirmed(clusterId, report.keys);
    }
  }

  async #identify(clusterId: string, uid: string): Promise<void> {
    try {
      const identified = await this.#registry.identify(clusterId, uid);
      if (identified.outcome === 'quarantined') {
        this.#host.stop(clusterId);
        this.#coverage.connectionFailed(
          clusterId,
          'quarantined',
          identified.reason,
        );
      }
    } catch (error) {
      // It is asked again when the collector looks what the cluster serves.
      this.#logger.error(
        'Noting the identity of a cluster failed',
        error as Error,
      );
    }
  }

  async #changed(
    report: BatchReport,
  ): Promise<{ refused: { uid: string; example: string }[] }> {
    const { clusterId, key } = report;
    // Whether this is still the same cluster decides whether it is written.
    await this.#identifying.get(clusterId);
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
    if (isFenced || !isWanted()) return { refused };
    this.#coverage.counted(clusterId, key, report);
    if (written + deleted + unreadable > 0) this.#derive.nudge();
    return { refused };
  }

  async #stored(request: StoredRequest) {
    const { clusterId: observer, key, fingerprint, after } = request;
    await this.#identifying.get(observer);
    // What an earlier session of it had handed over is told too.
    await this.#queue.written(observer, key);
    const shared = { knex: this.#knex, observer, key };
    const stored = await this.#retried(async () => ({
      ...(after === undefined
        ? await readStoredKind({ ...shared, fingerprint })
        : {}),
      ...(await readStoredObjects({
        ...shared,
        tables: this.#tablesOf(key),
        ...(after === undefined ? {} : { after }),
      })),
    }));
    return stored ?? { lines: '' };
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

  async #markAll(): Promise<void> {
    await markDirty({
      knex: this.#knex,
      marks: (this.#registry?.clusters() ?? []).map(({ id }) => ({
        clusterId: id,
        namespace: EVERY_NAMESPACE,
      })),
    });
    this.#derive?.nudge();
  }

  #tablesOf(key: WatchKey): FactTable[] {
    const watch = this.adapters
      .find(({ id }) => id === key.adapter)
      ?.watches.find(
        ({ group, kind }) => group === key.group && kind === key.kind,
      );
    return FACT_TABLES.filter(table =>
      watch?.facts.some(type => tableOf(type) === table),
    );
  }

  #nameOf(clusterId: string): string {
    return (
      this.#registry.clusters().find(({ id }) => id === clusterId)?.name ??
      clusterId
    );
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
  /** Replaces worker threads, for tests that stay within one. */
  startThread?: () => CollectorThread;
};
