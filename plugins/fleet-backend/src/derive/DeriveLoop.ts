import type { LoggerService } from '@backstage/backend-plugin-api';
import { setImmediate } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { KnownCluster } from '../clusters/ClusterRegistry';
import type { FleetConfig } from '../config/FleetConfig';
import type { CurrencyLookup } from '../coverage/CoverageTracker';
import type { EntityIndex } from '../mapping/EntityIndex';
import { TOLD_EVERY_MS } from '../live/RevisionPublisher';
import { NamespaceOwners } from '../mapping/namespaceOwners';
import { NO_METRICS, type FleetMetrics } from '../observability';
import { markDirty } from '../store/markDirty';
import { CLUSTER_ALONE, EVERY_NAMESPACE } from '../store/touchedNamespaces';
import type { FenceOf } from './checkFences';
import { deriveBatch } from './deriveBatch';
import { dropLeftMarks } from './dropLeftMarks';
import { Pause } from './Pause';
import { runStatement } from './statements';
import { findMarkedClusters, takeMarks } from './takeMarks';

/** What comes in one moment belongs together. */
const GATHER_MS = 10;
/** After a round, marks gather for this many times as long as it took, … */
const REST_FACTOR = 4;
/** … but no longer than this, or than until pages are told again. */
const LONGEST_REST_MS = 120;
/** Marks that are derived at once. */
const MARKS_AT_ONCE = 256;
/** Of one cluster, while others wait. */
const MARKS_OF_ONE = 16;
/** What failed is tried again after so long. */
const RETRY_MS = 5_000;
/** A cluster that goes on settling is derived all the same after so long. */
const LONGEST_SETTLING_MS = 30_000;
/** Sums are added to, and rebuilt from what they sum at least so often. */
const REBUILD_MS = 10 * 60_000;

type Marks = Map<string, Set<string>>;

export type DeriveLoopOptions = {
  knex: Knex;
  logger: LoggerService;
  config: FleetConfig;
  /** All clusters that sources name. */
  clusters: () => KnownCluster[];
  /** Those that this process derives; the marks of others stay. All where absent. */
  owned?: () => ReadonlySet<string>;
  /**
   * Clusters that are being listed for the first time: what comes in pieces is
   * derived once it is there, or after a few seconds.
   */
  isSettling?: (clusterId: string) => boolean;
  /** What entitles to write; absent where nobody shares the clusters. */
  fenceOf?: FenceOf;
  currency: CurrencyLookup;
  entities: () => EntityIndex;
  onChanged: () => Promise<void>;
  /** Milliseconds since 1970. */
  now?: () => number;
  metrics?: FleetMetrics;
};

/**
 * Empties the dirty queue. Many marks of many clusters are derived at once; when
 * little happens they are at once, and under load they gather for a while, so that
 * one derivation serves many changes. Clusters take turns: one with very many
 * marks waits for itself alone. What fails is put back.
 */
export class DeriveLoop {
  readonly #options: DeriveLoopOptions;
  readonly #now: () => number;
  readonly #metrics: FleetMetrics;
  readonly #owners: NamespaceOwners;
  readonly #rebuiltAt = new Map<string, number>();
  /** Since when clusters were waited for, by the monotonic clock. */
  readonly #settlingSince = new Map<string, number>();
  readonly #pause = new Pause();
  /** Whether a round is to come. */
  #isNudged = false;
  #retryTimer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #isRunning = false;
  /** Until the round that it was last nudged for begins. */
  #nudged: Promise<void> = Promise.resolve();
  #begin: () => void = () => undefined;
  /** No round begins before, by the monotonic clock. */
  #restUntil = 0;
  /** Clusters that failed, or are in other hands, by the monotonic clock: not before then. */
  readonly #notBefore = new Map<string, number>();
  /** The last cluster that had its turn. */
  #last = '';
  /** Taken and not derived, and the database did not take them back yet. */
  #unreturned: Marks = new Map();
  /** Whether facts were written that no page was told of. */
  #news = false;
  #stopped = false;

  constructor(options: DeriveLoopOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#metrics = options.metrics ?? NO_METRICS;
    this.#owners = new NamespaceOwners(options.config.namespaceOwners);
  }

  /**
   * There may be marks.
   *
   * @param options.news - facts were written: pages that list them are told once
   *   what follows is derived, also when nothing does
   */
  nudge(options: { news?: boolean } = {}): void {
    this.#news ||= options.news ?? false;
    if (this.#isNudged || this.#stopped) return;
    this.#isNudged = true;
    this.#nudged = new Promise(resolve => {
      this.#begin = resolve;
    });
    this.#running = this.#running.then(() => this.#round());
  }

  /** What comes in one moment, or while a round is under way, is one round, after a rest. */
  async #round(): Promise<void> {
    if (!this.#stopped) {
      await this.#pause.last(
        Math.max(GATHER_MS, this.#restUntil - performance.now()),
      );
    }
    this.#isNudged = false;
    this.#begin();
    if (!this.#stopped) await this.#empty();
  }

  /** Whether a round is about to begin or under way, as it is all the time while much changes. */
  get isUnderWay(): boolean {
    return this.#isNudged || this.#isRunning;
  }

  /** Until nothing is left that it was nudged for. */
  async idle(): Promise<void> {
    do {
      await this.#nudged;
      await this.#running;
    } while (this.#isNudged);
  }

  /** Whether nothing is taken and not derived, and not back in the queue either. Ask after `stop`. */
  get isAtRest(): boolean {
    return this.#unreturned.size === 0;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#pause.cut();
    clearTimeout(this.#retryTimer);
    await this.#running;
    await this.#returnMarks().catch(error => {
      this.#options.logger.warn(
        'What was still to be derived could not be put back',
        error,
      );
    });
  }

  /** One round: derives what is marked as it begins. */
  async #empty(): Promise<void> {
    const begin = performance.now();
    this.#isRunning = true;
    let found = false;
    let failed = false;
    const news = this.#news;
    this.#news = false;
    let isTold = false;
    try {
      await this.#returnMarks();
      for (;;) {
        if (this.#stopped) break;
        const { marks, areAll } = await this.#take();
        if (marks.size === 0) break;
        found = true;
        const round = await this.#derive(marks);
        failed ||= round.failed;
        // Pages are told as it goes on, and served in between.
        if (round.visible) {
          await this.#options.onChanged();
          isTold = true;
        }
        await setImmediate();
        if (areAll) break;
      }
      if (news && !isTold) await this.#options.onChanged();
    } catch (error) {
      failed = true;
      this.#news ||= news;
      this.#failed(error);
    }
    this.#isRunning = false;
    const end = performance.now();
    const tookMs = end - begin;
    this.#restUntil =
      end +
      Math.min(
        Math.max(LONGEST_REST_MS, TOLD_EVERY_MS - tookMs),
        REST_FACTOR * tookMs,
      );
    if (failed) this.#tryAgain();
    // What came meanwhile is derived after a rest, and not mark by mark.
    else if (found) this.nudge();
  }

  #tryAgain(): void {
    if (this.#stopped) return;
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => this.nudge(), RETRY_MS);
    this.#retryTimer.unref();
  }

  /** The next marks, of clusters in turn, and whether there were no others. */
  async #take(): Promise<{ marks: Marks; areAll: boolean }> {
    const clusterIds = await this.#nextClusters();
    if (clusterIds.length === 0) return { marks: new Map(), areAll: true };
    this.#last = clusterIds.at(-1) ?? '';
    const perCluster = Math.max(
      MARKS_OF_ONE,
      Math.floor(MARKS_AT_ONCE / clusterIds.length),
    );
    let marks: Marks;
    try {
      marks = await takeMarks({
        knex: this.#options.knex,
        clusterIds,
        perCluster,
      });
    } catch (error) {
      // They may be taken, and only the answer be lost: which ones is not known.
      for (const id of clusterIds) {
        this.#keep(id, new Set([EVERY_NAMESPACE]));
      }
      throw error;
    }
    return {
      marks,
      areAll:
        clusterIds.length < MARKS_AT_ONCE &&
        [...marks.values()].every(({ size }) => size < perCluster),
    };
  }

  /** The clusters with marks whose turn it is: once around, from the one after the last. */
  async #nextClusters(): Promise<string[]> {
    const known = new Set(this.#options.clusters().map(({ id }) => id));
    const owned = this.#options.owned?.() ?? known;
    const isNext = (id: string) =>
      known.has(id) &&
      owned.has(id) &&
      (this.#notBefore.get(id) ?? 0) <= performance.now() &&
      !this.#isSettling(id);
    const all = await this.#findMarked('', known);
    if (all.length < MARKS_AT_ONCE) {
      const next = all.filter(isNext);
      return [
        ...next.filter(id => id > this.#last),
        ...next.filter(id => id <= this.#last),
      ];
    }
    const found = new Set<string>();
    for (const start of new Set([this.#last, ''])) {
      let after: string | undefined = start;
      while (after !== undefined) {
        const marked: string[] = await this.#findMarked(after, known);
        for (const id of marked) {
          if (isNext(id)) found.add(id);
          if (found.size === MARKS_AT_ONCE) return [...found];
        }
        after = marked.length < MARKS_AT_ONCE ? undefined : marked.at(-1);
      }
    }
    return [...found];
  }

  /** Clusters with marks after one, in order; what is marked of those that left goes. */
  async #findMarked(
    after: string,
    known: ReadonlySet<string>,
  ): Promise<string[]> {
    const { knex } = this.#options;
    const marked = await findMarkedClusters({
      knex,
      after,
      limit: MARKS_AT_ONCE,
    });
    await dropLeftMarks({
      knex,
      clusterIds: marked.filter(id => !known.has(id)),
    });
    return marked;
  }

  #isSettling(clusterId: string): boolean {
    if (!this.#options.isSettling?.(clusterId)) {
      this.#settlingSince.delete(clusterId);
      return false;
    }
    const now = performance.now();
    const since = this.#settlingSince.get(clusterId) ?? now;
    this.#settlingSince.set(clusterId, since);
    return now - since < LONGEST_SETTLING_MS;
  }

  /** Derives marks together; where that fails cluster by cluster, so that one costs nobody else. */
  async #derive(marks: Marks): Promise<{ visible: boolean; failed: boolean }> {
    const known = this.#options.clusters();
    const clusters = known.filter(({ id }) => marks.has(id));
    const names = new Map(known.map(each => [each.id, each.names]));
    const now = this.#now();
    const rebuilt = new Set(
      clusters
        .filter(
          ({ id }) =>
            now - (this.#rebuiltAt.get(id) ?? -Infinity) >= REBUILD_MS,
        )
        .map(({ id }) => id),
    );
    let failed = false;
    let visible = false;
    const derive = async (marked: Marks) => {
      const begin = performance.now();
      const result = await deriveBatch(
        {
          ...this.#options,
          entities: this.#options.entities(),
          owners: this.#owners,
          namesOf: id => names.get(id) ?? [],
          now,
        },
        {
          clusters: clusters.filter(({ id }) => marked.has(id)),
          // Said although what comes after it may fail.
          onVisible: () => {
            visible = true;
          },
          marked: new Map(
            [...marked].map(([id, namespaces]) => [
              id,
              rebuilt.has(id)
                ? new Set([...namespaces, CLUSTER_ALONE])
                : namespaces,
            ]),
          ),
        },
      );
      if (result.lost.length < marked.size) {
        this.#metrics.derived({
          durationMs: performance.now() - begin,
          clusters: marked.size - result.lost.length,
        });
      }
      for (const [id, namespaces] of marked) {
        if (rebuilt.has(id) || namespaces.has(CLUSTER_ALONE)) {
          this.#rebuiltAt.set(id, now);
        }
      }
      for (const id of result.lost) {
        this.#keep(id, marked.get(id));
      }
    };
    try {
      await derive(marks);
    } catch {
      await this.#checkDatabase(marks);
      for (const [id, namespaces] of marks) {
        try {
          await derive(new Map([[id, namespaces]]));
        } catch (error) {
          failed = true;
          this.#keep(id, namespaces);
          this.#failed(error);
        }
        await setImmediate();
      }
    }
    if (this.#unreturned.size > 0) {
      await this.#returnMarks();
    }
    return { visible, failed };
  }

  /**
   * Whether it is the database that fails, and not what is derived: then no
   * cluster has to be tried by itself.
   *
   * @throws the database's error when it does not answer
   */
  async #checkDatabase(marks: Marks): Promise<void> {
    try {
      await runStatement(this.#options.knex, {
        sql: 'select 1 as answer',
        bindings: [],
      });
    } catch (error) {
      for (const [id, namespaces] of marks) this.#keep(id, namespaces);
      throw error;
    }
  }

  #keep(clusterId: string, namespaces: ReadonlySet<string> | undefined): void {
    const kept = this.#unreturned.get(clusterId) ?? new Set();
    for (const namespace of namespaces ?? []) kept.add(namespace);
    this.#unreturned.set(clusterId, kept);
    this.#rebuiltAt.delete(clusterId);
    this.#notBefore.set(clusterId, performance.now() + RETRY_MS);
  }

  /** Puts marks back into the queue. They are kept until the database has them. */
  async #returnMarks(): Promise<void> {
    if (this.#unreturned.size === 0) return;
    await markDirty({
      knex: this.#options.knex,
      marks: [...this.#unreturned].flatMap(([clusterId, namespaces]) =>
        [...namespaces].map(namespace => ({ clusterId, namespace })),
      ),
    });
    this.#unreturned = new Map();
  }

  #failed(error: unknown): void {
    if (this.#stopped) return;
    this.#metrics.deriveFailed();
    this.#options.logger.error(
      'Deriving failed and is tried again',
      error as Error,
    );
  }
}
