import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { setTimeout as startTimer } from 'node:timers';
import { setTimeout } from 'node:timers/promises';
import type { FenceOf } from './checkFences';
import {
  type ClusterMarkTable,
  dropClusterMarks,
  readClusterMarks,
} from './clusterMarks';

/** What comes in so short a time belongs together. */
const GATHER_MS = 500;
/** After each cluster it rests for as long as that took, so that it never fills the thread. */
const LONGEST_REST_MS = 500;
/** A cluster that changes all the time is derived no more often. */
const AGAIN_MS = 5_000;
/** Pages are told of what is there no more often. */
const TELL_MS = 1_000;
const RETRY_MS = 10_000;

export type ClusterLoopOptions = {
  knex: Knex;
  logger: LoggerService;
  /** Where clusters are marked. */
  marks: ClusterMarkTable;
  /** What is done with a cluster, for people, e.g. `The findings of cluster c are added up`. */
  wordsOf: (clusterId: string) => string;
  /**
   * Derives what is marked of a cluster.
   *
   * @returns whether anything visible changed, and whether it is in other hands now: then
   *   nothing was written
   */
  derive: (options: {
    knex: Knex;
    clusterId: string;
    /** Milliseconds since 1970. */
    now: number;
    fenceOf?: FenceOf;
  }) => Promise<{ visible: boolean; isLost: boolean }>;
  /**
   * Of some clusters those that there is anything to derive of, or that anything is kept of
   * that was; all of them where absent. Of the others nothing is done.
   */
  concerned?: (
    knex: Knex,
    clusterIds: readonly string[],
  ) => Promise<ReadonlySet<string>>;
  /** Clusters that this process derives; the marks of others stay. */
  isOwned: (clusterId: string) => boolean;
  fenceOf?: FenceOf;
  onChanged: () => Promise<void>;
  /** Milliseconds since 1970. */
  now: () => number;
};

/** Derives something of clusters that are marked, cluster by cluster. */
export class ClusterLoop {
  readonly #options: ClusterLoopOptions;
  #timer: NodeJS.Timeout | undefined;
  #again: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  /** Whether a round is to come after the one that runs. */
  #waiting = false;
  /** Clusters that were just derived, or failed, by the monotonic clock. */
  readonly #notBefore = new Map<string, number>();
  #stopped = false;

  constructor(options: ClusterLoopOptions) {
    this.#options = options;
  }

  /** There may be something to derive. */
  nudge(): void {
    if (this.#timer || this.#stopped) return;
    this.#timer = startTimer(() => {
      this.#timer = undefined;
      // What comes during a round is looked at once after it, however often it comes.
      if (this.#waiting) return;
      this.#waiting = true;
      this.#running = this.#running.then(() => {
        this.#waiting = false;
        return this.#round();
      });
    }, GATHER_MS);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#again);
    await this.#running;
  }

  /** Until nothing is marked any more that is ours. For tests. */
  async idle(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#running;
    if (this.#stopped) return;
    this.#notBefore.clear();
    await this.#round();
  }

  async #round(): Promise<void> {
    const { logger, marks: table, onChanged } = this.#options;
    let next = Infinity;
    let isNews = false;
    let toldAt = performance.now();
    try {
      for (const [clusterId, marks] of await this.#marked()) {
        if (this.#stopped) return;
        const begin = performance.now();
        const notBefore = this.#notBefore.get(clusterId) ?? 0;
        if (notBefore > begin) {
          next = Math.min(next, notBefore - begin);
          continue;
        }
        isNews = (await this.#derive(clusterId, marks)) || isNews;
        const end = performance.now();
        if (isNews && end - toldAt > TELL_MS) {
          await onChanged();
          isNews = false;
          toldAt = end;
        }
        await setTimeout(Math.min(LONGEST_REST_MS, end - begin), undefined, {
          ref: false,
        });
      }
      if (isNews) await onChanged();
    } catch (error) {
      if (this.#stopped) return;
      logger.error(
        `What is in ${table} could not be derived, and is tried again`,
        error as Error,
      );
      next = RETRY_MS;
    }
    if (next < Infinity) this.#againIn(next);
  }

  /** Clusters of ours that are marked, each with its marks, as far as they are concerned. */
  async #marked(): Promise<[string, number[]][]> {
    const { knex, marks: table, isOwned, concerned } = this.#options;
    const marked = await readClusterMarks(knex, table);
    const ours = [...marked].filter(([id]) => isOwned(id));
    if (!concerned || ours.length === 0) return ours;
    // What is written from now on marks again.
    const found = await concerned(
      knex,
      ours.map(([id]) => id),
    );
    await dropClusterMarks(
      knex,
      table,
      ours.flatMap(([id, marks]) => (found.has(id) ? [] : marks)),
    );
    return ours.filter(([id]) => found.has(id));
  }

  /** What had to wait is looked at again. */
  #againIn(delayMs: number): void {
    clearTimeout(this.#again);
    if (this.#stopped) return;
    this.#again = startTimer(() => this.nudge(), delayMs);
    this.#again.unref();
  }

  async #derive(clusterId: string, marks: readonly number[]): Promise<boolean> {
    const {
      knex,
      logger,
      marks: table,
      wordsOf,
      derive,
      fenceOf,
      now,
    } = this.#options;
    this.#notBefore.set(clusterId, performance.now() + AGAIN_MS);
    try {
      const { visible, isLost } = await derive({
        knex,
        clusterId,
        now: now(),
        ...(fenceOf ? { fenceOf } : {}),
      });
      // Marks that came meanwhile stay; so do all where somebody else has the cluster.
      if (!isLost) await dropClusterMarks(knex, table, marks);
      return visible;
    } catch (error) {
      if (this.#stopped) return false;
      logger.error(
        `${wordsOf(clusterId)}: that failed, and is tried again`,
        error as Error,
      );
      this.#notBefore.set(clusterId, performance.now() + RETRY_MS);
      return false;
    }
  }
}
