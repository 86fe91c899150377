import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { WatchKey } from '../collector/messages';
import { NO_METRICS, type FleetMetrics } from '../observability';
import type { Fence } from './fence';
import type { SubjectResolver } from './SubjectResolver';
import {
  nothingWritten,
  type WriteBatch,
  type WriteResult,
} from './WriteBatch';
import { writeBatches } from './writeBatches';

/** One transaction takes about so many objects, and so much text. */
const MOST_OBJECTS = 1_000;
const MOST_CHARACTERS = 1_000_000;
/**
 * Small transactions begin so far apart at least: what a transaction costs
 * whatever is in it is then shared by what comes in the meantime. …
 */
const GATHER_MS = 25;
/** … It is this many times as long as the last one took, where the database has much to do, … */
const REST_FACTOR = 4;
/** … but no longer than this: pages are told at most four times a second. */
const LONGEST_REST_MS = 100;
/** With so many objects waiting there is nothing to gain by it. */
const ENOUGH_OBJECTS = 200;
/** Transactions at a time where the database can do more than one. */
const PARALLEL = 2;
const RETRY_MS = 200;
const RETRY_CAP_MS = 5_000;

type Entry = {
  batch: WriteBatch;
  /** Of batches of which one must be written before the next. */
  kind: string;
  isWanted: () => boolean;
  done: (result: WriteResult) => void;
};

/**
 * The way of all that clusters say into the database. Batches that wait at the
 * same moment are written in one transaction, whatever clusters and kinds they
 * are of; one that comes when nothing was written for a moment does not wait.
 * Clusters take turns, so that one that says a hundred times as much has no more
 * of it. A database that fails is tried until it answers.
 */
export class WriteQueue {
  readonly #options: WriteQueueOptions;
  readonly #parallel: number;
  readonly #metrics: FleetMetrics;
  /** What waits, by cluster; the first cluster's turn is next. */
  readonly #waiting = new Map<string, Entry[]>();
  /** Kinds that are being written: two batches of one are never on their way at once. */
  readonly #busy = new Set<string>();
  readonly #abort = new AbortController();
  readonly #bells = new Set<() => void>();
  readonly #commits = new Set<Promise<void>>();
  #running = 0;
  #waitingObjects = 0;
  #waitingBatches = 0;
  #lastBegan = -LONGEST_REST_MS;
  /** How far from the last transaction the next one begins. */
  #apartMs = GATHER_MS;
  #isScheduled = false;
  #timer: NodeJS.Timeout | undefined;

  static create(options: WriteQueueOptions): WriteQueue {
    return new WriteQueue(options);
  }

  private constructor(options: WriteQueueOptions) {
    this.#options = options;
    this.#metrics = options.metrics ?? NO_METRICS;
    this.#parallel = options.knex.client.config.client === 'pg' ? PARALLEL : 1;
  }

  /** How many batches were handed over and are not answered yet. */
  get waiting(): number {
    return this.#waitingBatches;
  }

  /**
   * Writes a batch. Resolves once it is in the database, or has no right to be;
   * after `stop` also when it could not be written.
   *
   * @param options.isWanted - asked just before each attempt; what is not wanted
   *   any more is not written
   */
  write(
    batch: WriteBatch,
    options: { isWanted?: () => boolean } = {},
  ): Promise<WriteResult> {
    return new Promise(done => {
      const { observer, key } = batch;
      const waiting = this.#waiting.get(observer) ?? [];
      waiting.push({
        batch,
        kind: kindOf(observer, key),
        isWanted: options.isWanted ?? (() => true),
        done,
      });
      this.#waiting.set(observer, waiting);
      this.#waitingObjects += batch.changes.length;
      this.#waitingBatches += 1;
      this.#schedule();
    });
  }

  /** Resolves when what was handed over of a kind is written. */
  async written(observer: string, key: WatchKey): Promise<void> {
    const kind = kindOf(observer, key);
    while (
      this.#busy.has(kind) ||
      this.#waiting.get(observer)?.some(entry => entry.kind === kind)
    ) {
      await this.#nextCommit();
    }
  }

  /** Resolves when nothing of a cluster waits or is being written. */
  async writtenOf(observer: string): Promise<void> {
    while (
      this.#waiting.has(observer) ||
      [...this.#busy].some(kind => kind.startsWith(`${observer}/`))
    ) {
      await this.#nextCommit();
    }
  }

  /** Resolves when what has begun to be written is; what begins meanwhile is not waited for. */
  async underWay(): Promise<void> {
    await Promise.all(this.#commits);
  }

  /** Resolves when nothing waits and nothing is being written. */
  async settled(): Promise<void> {
    while (this.#running > 0 || this.#waiting.size > 0) {
      await this.#nextCommit();
    }
  }

  /** Writes what waits, as long as the database takes it, and ends. */
  async stop(): Promise<void> {
    this.#abort.abort();
    this.#schedule();
    await this.settled();
  }

  #nextCommit(): Promise<void> {
    return new Promise(resolve => {
      this.#bells.add(resolve);
    });
  }

  #schedule(): void {
    if (this.#isScheduled || this.#running >= this.#parallel) return;
    const waitMs =
      this.#waitingObjects >= ENOUGH_OBJECTS || this.#abort.signal.aborted
        ? 0
        : this.#lastBegan + this.#apartMs - performance.now();
    if (waitMs > 0) {
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        this.#begin();
      }, waitMs);
      return;
    }
    this.#begin();
  }

  /** What comes in one turn of the event loop is written together. */
  #begin(): void {
    if (this.#isScheduled) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      while (this.#running < this.#parallel) {
        const entries = this.#take();
        if (entries.length === 0) break;
        this.#running += 1;
        this.#lastBegan = performance.now();
        const commit = this.#commit(entries);
        this.#commits.add(commit);
        void commit.finally(() => {
          this.#commits.delete(commit);
          this.#running -= 1;
          this.#waitingBatches -= entries.length;
          for (const { kind } of entries) this.#busy.delete(kind);
          this.#schedule();
          const bells = [...this.#bells];
          this.#bells.clear();
          bells.forEach(resolve => resolve());
        });
      }
    });
  }

  /** What the next transaction writes: a batch of each cluster in turn, until it is enough. */
  #take(): Entry[] {
    const taken: Entry[] = [];
    let objects = 0;
    let characters = 0;
    let passed = 0;
    while (passed < this.#waiting.size) {
      const [cluster, entries] = this.#waiting.entries().next().value!;
      // Behind all others, whether it has its turn now or has to wait.
      this.#waiting.delete(cluster);
      const index = entries.findIndex(({ kind }) => !this.#busy.has(kind));
      if (index < 0) {
        this.#waiting.set(cluster, entries);
        passed += 1;
        continue;
      }
      passed = 0;
      const [entry] = entries.splice(index, 1);
      if (entries.length > 0) this.#waiting.set(cluster, entries);
      taken.push(entry);
      this.#busy.add(entry.kind);
      objects += entry.batch.changes.length;
      this.#waitingObjects -= entry.batch.changes.length;
      characters += charactersOf(entry.batch);
      if (objects >= MOST_OBJECTS || characters >= MOST_CHARACTERS) break;
    }
    return taken;
  }

  async #commit(entries: Entry[]): Promise<void> {
    const { knex, resolver, logger, fenceOf, now = Date.now } = this.#options;
    for (let attempt = 0; ; attempt += 1) {
      const wanted = entries.filter(({ isWanted }) => isWanted());
      const begin = performance.now();
      try {
        const results =
          wanted.length === 0
            ? []
            : await writeBatches({
                knex,
                resolver,
                now: now(),
                batches: wanted.map(({ batch }) => batch),
                ...(fenceOf ? { fences: fencesOf(wanted, fenceOf) } : {}),
              });
        const durationMs = performance.now() - begin;
        this.#apartMs = Math.min(
          LONGEST_REST_MS,
          Math.max(GATHER_MS, REST_FACTOR * durationMs),
        );
        this.#tell(results, durationMs);
        const byEntry = new Map(
          wanted.map((entry, at) => [entry, results[at]]),
        );
        for (const entry of entries) {
          entry.done(byEntry.get(entry) ?? nothingWritten());
        }
        return;
      } catch (error) {
        if (this.#abort.signal.aborted) {
          for (const { done } of entries) done(nothingWritten());
          return;
        }
        this.#metrics.writeFailed();
        logger.error(
          'Writing to the database failed and is tried again',
          error as Error,
        );
        await delay(
          Math.min(RETRY_CAP_MS, RETRY_MS * 2 ** attempt),
          this.#abort.signal,
        );
      }
    }
  }

  #tell(results: WriteResult[], durationMs: number): void {
    const done = results.filter(({ isFenced }) => !isFenced);
    if (done.length > 0) {
      this.#metrics.written({
        durationMs,
        rows: done.reduce((sum, { written }) => sum + written, 0),
        deleted: done.reduce((sum, { deleted }) => sum + deleted, 0),
      });
    }
    if (done.length < results.length) {
      this.#metrics.writesFenced(results.length - done.length);
    }
  }
}

function kindOf(observer: string, key: WatchKey): string {
  return `${observer}/${key.adapter}/${key.group}/${key.kind}`;
}

function fencesOf(
  entries: Entry[],
  fenceOf: (clusterId: string) => Fence | undefined,
): Fence[] {
  const clusters = new Set(entries.map(({ batch }) => batch.observer));
  return [...clusters].flatMap(clusterId => fenceOf(clusterId) ?? []);
}

function charactersOf({ changes }: WriteBatch): number {
  let sum = 0;
  for (const change of changes) {
    if (change.type !== 'facts') continue;
    for (const { data } of change.facts) sum += data.length;
  }
  return sum;
}

function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const finish = () => {
      signal.removeEventListener('abort', finish);
      resolve();
    };
    setTimeout(finish, ms).unref();
    signal.addEventListener('abort', finish);
  });
}

export type WriteQueueOptions = {
  knex: Knex;
  resolver: SubjectResolver;
  logger: LoggerService;
  /** What entitles to write what a cluster says; without it nothing of it is written. Absent where nobody shares the clusters. */
  fenceOf?: (clusterId: string) => Fence | undefined;
  /** Milliseconds since 1970. */
  now?: () => number;
  metrics?: FleetMetrics;
};
