import type { LoggerService } from '@backstage/backend-plugin-api';
import type { PriceRow } from '@fleetview/backstage-plugin-fleet-common';
import type { ClusterConnection } from '@fleetview/backstage-plugin-fleet-node';
import { monotonicNow } from '../leases/DatabaseClock';
import { NO_METRICS, type FleetMetrics, type Gauges } from '../observability';
import { blameDeath } from './blameDeath';
import type { ClusterExtension } from './extensionScopes';
import type {
  BatchReport,
  CollectorReport,
  CollectorRequest,
  StoredKind,
  StoredObjects,
  StoredRequest,
  ThreadReport,
} from './messages';
import type { ClusterPoll } from './polls/ClusterPoll';
import { ReadingProgress } from './ReadingProgress';
import { tellWork } from './tellWork';
import { answerTokenRequest } from './tokens/answerTokenRequest';
import type { TokenRequest } from './tokens/messages';
import { toThreadConnection } from './tokens/toThreadConnection';
import { startWorkerThread } from './workerThread';

/** A thread that ended by itself is started again after so long. */
const RESTART_MS = 2_000;

/** A cluster whose reading ends threads even where it is alone is read again after so long at most. */
const APART_MAX_MS = 10 * 60_000;
/** Threads for clusters that are read apart: each holds memory. */
const APART_THREADS = 2;
/** Clusters that are read apart are looked at so often. */
const APART_CHECK_MS = 10_000;
/** What has been read apart for so long, and completely, was not the reason. */
const APART_PROOF_MS = 60_000;
/** Nobody is read apart for longer: others may be waiting for the place. */
const APART_LIMIT_MS = 10 * 60_000;

/** So long a thread gets to end what it is doing. */
const SHUTDOWN_MS = 5_000;

/** The portal's side of a channel to collectors. */
export interface CollectorThread {
  postMessage(request: CollectorRequest): void;
  on(
    event: 'message',
    listener: (report: CollectorReport | ThreadReport | TokenRequest) => void,
  ): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  terminate(): Promise<unknown>;
}

/** What a collector says of a cluster, apart from its objects. */
export type ReportedState = Exclude<
  CollectorReport,
  BatchReport | StoredRequest
>;

/** What collectors report, of the running session of a cluster only. */
export interface CollectorListener {
  reported(report: ReportedState): void;
  /** Resolves when it is in the database. Until then that collector waits. */
  changed(
    report: BatchReport,
  ): Promise<{ refused: { uid: string; example: string }[] }>;
  /** Tells what is stored of a kind. */
  stored(request: StoredRequest): Promise<Partial<StoredKind> & StoredObjects>;
  /** The thread of these clusters ended; they are being taken up again. */
  interrupted(clusterIds: string[], reason: string): void;
}

type Slot = {
  thread?: CollectorThread;
  /** Whether the thread has said anything yet. */
  isHeard: boolean;
  clusters: Set<string>;
  /** The weights of its clusters together. */
  load: number;
  /** Called when the thread has ended all that it was asked to. */
  ended?: () => void;
  /** For clusters of which one may be what ends threads; it goes when they do. */
  isApart: boolean;
  /** It is ended on purpose. */
  isEnding: boolean;
};

type Run = {
  clusterId: string;
  session: number;
  /** Absent while it waits to be read apart. */
  slot?: Slot;
  connection: ClusterConnection;
  weight: number;
  progress: ReadingProgress;
  deaths: number;
  extensions: ClusterExtension[];
  polls: ClusterPoll[];
};

/**
 * Spreads clusters over collecting threads. A thread that ends takes only its
 * own clusters with it, and those are started again.
 *
 * One whose reading ends threads would take the others with it again and again.
 * Those that were being read at two ends in a row are therefore halved with
 * each further end, and the half is read in a thread apart, until one is left:
 * that one comes back alone, and later each time. What lives apart for a minute
 * and is read completely returns to the others.
 */
export class CollectorHost {
  readonly #listener: CollectorListener;
  readonly #logger: LoggerService;
  readonly #startThread: () => CollectorThread;
  readonly #slots: Slot[];
  readonly #apart = new Set<Slot>();
  readonly #metrics: FleetMetrics;
  readonly #running = new Map<string, Run>();
  #lastSession = 0;
  #stopped = false;
  #prices: readonly PriceRow[] = [];

  static create(options: {
    threads: number;
    modulePaths: string[];
    /** The share of a kind's objects that one list alone may not take away. */
    massLoss?: number;
    listener: CollectorListener;
    logger: LoggerService;
    metrics?: FleetMetrics;
    /** Replaces worker threads, for tests that stay within one. */
    startThread?: () => CollectorThread;
  }): CollectorHost {
    return new CollectorHost(options);
  }

  private constructor(options: Parameters<typeof CollectorHost.create>[0]) {
    this.#listener = options.listener;
    this.#logger = options.logger;
    this.#metrics = options.metrics ?? NO_METRICS;
    this.#startThread =
      options.startThread ??
      (() =>
        startWorkerThread(
          '@fleetview/backstage-plugin-fleet-backend/collectorWorker',
          {
            name: 'fleet-collector',
            workerData: {
              modulePaths: options.modulePaths,
              massLoss: options.massLoss,
            },
          },
        ));
    this.#slots = Array.from({ length: options.threads }, () => newSlot());
  }

  /**
   * Reads a cluster from now on, in the thread that has least to do.
   *
   * @param options - how much work it is beside other clusters, and whether it
   *   did not answer the last time that it was tried
   */
  start(
    clusterId: string,
    connection: ClusterConnection,
    options: {
      weight?: number;
      failedBefore?: boolean;
      /** What may be read of it beyond the default role. */
      extensions?: ClusterExtension[];
      /** What systems are asked for over HTTP. */
      polls?: ClusterPoll[];
    } = {},
  ): void {
    const {
      weight = 1,
      failedBefore = false,
      extensions = [],
      polls = [],
    } = options;
    // What it was is not what the threads have to do any more.
    this.stop(clusterId);
    this.#startIn(this.#leastSlot(), {
      clusterId,
      connection,
      weight,
      progress: new ReadingProgress(failedBefore),
      extensions,
      polls,
    });
  }

  #leastSlot(): Slot {
    return this.#slots.reduce((least, candidate) =>
      candidate.load < least.load ? candidate : least,
    );
  }

  #startIn(
    slot: Slot,
    cluster: Pick<
      Run,
      | 'clusterId'
      | 'connection'
      | 'weight'
      | 'progress'
      | 'extensions'
      | 'polls'
    > & { deaths?: number },
  ): void {
    const { clusterId, connection, weight, extensions, polls } = cluster;
    const { deaths = 0 } = cluster;
    const { hasFailed } = cluster.progress;
    this.stop(clusterId);
    if (this.#stopped) return;
    slot.clusters.add(clusterId);
    slot.load += weight;
    this.#lastSession += 1;
    const session = this.#lastSession;
    this.#running.set(clusterId, {
      clusterId,
      session,
      slot,
      connection,
      weight,
      progress: new ReadingProgress(hasFailed),
      deaths,
      extensions,
      polls,
    });
    this.#threadOf(slot).postMessage({
      type: 'start',
      clusterId,
      session,
      connection: toThreadConnection(connection),
      ...(hasFailed ? { failedBefore: true } : {}),
      ...(extensions.length > 0 ? { extensions } : {}),
      ...(polls.length > 0 ? { polls } : {}),
    });
  }

  /** Tells all threads the price sheet, and those that are started later. */
  setPrices(rows: readonly PriceRow[]): void {
    this.#prices = rows;
    for (const { thread } of this.#allSlots()) {
      thread?.postMessage({ type: 'prices', rows });
    }
  }

  stop(clusterId: string): void {
    const running = this.#running.get(clusterId);
    if (!running) return;
    this.#running.delete(clusterId);
    this.#detach(running)?.thread?.postMessage({
      type: 'stop',
      clusterId,
      session: running.session,
    });
  }

  #detach(run: Run): Slot | undefined {
    const { slot } = run;
    if (!slot?.clusters.delete(run.clusterId)) return undefined;
    slot.load -= run.weight;
    run.slot = undefined;
    return slot;
  }

  /** Whether this session of the cluster is the one that runs. */
  isRunning(owner: { clusterId: string; session: number }): boolean {
    return this.#running.get(owner.clusterId)?.session === owner.session;
  }

  /** How the threads do that have something to do, or had. */
  threads(): NonNullable<Gauges['threads']> {
    return this.#allSlots().flatMap(({ thread, isHeard, clusters }) => {
      if (!thread && clusters.size === 0) return [];
      const started = isHeard ? 'running' : 'starting';
      return [{ state: thread ? started : 'stopped', clusters: clusters.size }];
    });
  }

  /** Ends all threads, once they have handed over what they were about to. */
  async shutdown(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#allSlots().map(slot => this.#end(slot)));
  }

  #allSlots(): Slot[] {
    return [...this.#slots, ...this.#apart];
  }

  async #end(slot: Slot): Promise<void> {
    const { thread } = slot;
    slot.isEnding = true;
    if (!thread) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>(resolve => {
      slot.ended = resolve;
      timer = setTimeout(resolve, SHUTDOWN_MS);
      thread.postMessage({ type: 'shutdown' });
    });
    clearTimeout(timer);
    await thread.terminate();
  }

  #threadOf(slot: Slot): CollectorThread {
    if (slot.thread) return slot.thread;
    const thread = this.#startThread();
    slot.thread = thread;
    // Before any cluster: nothing is charged without prices that there are.
    if (this.#prices.length > 0) {
      thread.postMessage({ type: 'prices', rows: this.#prices });
    }
    thread.on('message', report => this.#receive(slot, thread, report));
    thread.on('error', error => {
      this.#logger.error('A collecting thread failed', error);
    });
    thread.on('exit', () => {
      slot.ended?.();
      if (this.#stopped || slot.isEnding || slot.thread !== thread) return;
      const wasHeard = slot.isHeard;
      slot.thread = undefined;
      slot.isHeard = false;
      this.#threadDied(slot, wasHeard);
    });
    return thread;
  }

  #threadDied(slot: Slot, wasHeard: boolean): void {
    const runs = [...slot.clusters].flatMap(
      clusterId => this.#running.get(clusterId) ?? [],
    );
    this.#apart.delete(slot);
    // One that never said anything did not even begin: no cluster did that.
    const { apart, others } =
      wasHeard || slot.isApart ? blameDeath(runs) : { apart: [], others: runs };
    for (const run of slot.isApart ? runs : apart) this.#detach(run);
    if (others.length > 0) {
      this.#listener.interrupted(
        others.map(({ clusterId }) => clusterId),
        'the collecting thread ended',
      );
      this.#later(RESTART_MS, () => this.#takeUpAgain(others));
    }
    if (apart.length === 0) return;
    const isFound = slot.isApart && runs.length === 1;
    const [{ deaths }] = apart;
    const delayMs = isFound
      ? Math.min(APART_MAX_MS, RESTART_MS * 2 ** (deaths - 1))
      : RESTART_MS;
    const ids = apart.map(({ clusterId }) => clusterId);
    this.#listener.interrupted(
      ids,
      isFound
        ? `reading it ended the collecting thread ${deaths} times in a row, the last time alone; it is read again in ${Math.round(
            delayMs / 1_000,
          )} s, in a thread of its own`
        : `the collecting thread ended ${deaths} times in a row while it was read; it is read apart from the others`,
    );
    if (isFound) {
      this.#logger.error('Reading a cluster ends collecting threads', {
        cluster: ids[0],
        deaths,
        againInMs: delayMs,
      });
    }
    this.#later(delayMs, () => this.#readApart(apart));
  }

  /** Those of these that nobody has stopped or started anew meanwhile. */
  #stillWanted(runs: Run[]): Run[] {
    return runs.filter(run => this.#running.get(run.clusterId) === run);
  }

  #takeUpAgain(runs: Run[]): void {
    for (const run of this.#stillWanted(runs)) {
      this.#startIn(run.slot ?? this.#leastSlot(), run);
    }
  }

  #readApart(runs: Run[]): void {
    const wanted = this.#stillWanted(runs);
    if (wanted.length === 0) return;
    if (this.#apart.size >= APART_THREADS) {
      this.#later(APART_CHECK_MS, () => this.#readApart(wanted));
      return;
    }
    const slot = { ...newSlot(), isApart: true };
    this.#apart.add(slot);
    for (const run of wanted) this.#startIn(slot, run);
    this.#watchApart(slot, 0);
  }

  /** Lets clusters that are read apart go back once they have shown that they can be read. */
  #watchApart(slot: Slot, ageMs: number): void {
    this.#later(APART_CHECK_MS, () => {
      // It died, and its clusters are seen to.
      if (!this.#apart.has(slot)) return;
      const age = ageMs + APART_CHECK_MS;
      const runs = [...slot.clusters].flatMap(
        clusterId => this.#running.get(clusterId) ?? [],
      );
      const isRead = !runs.some(({ progress }) => progress.isUnderWay);
      if (runs.length > 0 && age < (isRead ? APART_PROOF_MS : APART_LIMIT_MS)) {
        this.#watchApart(slot, age);
        return;
      }
      for (const run of runs) {
        // One that was alone is doubted again at the next end already.
        this.#startIn(this.#leastSlot(), {
          ...run,
          deaths: runs.length === 1 ? 1 : 0,
        });
      }
      // Its place is free when its thread is.
      void this.#end(slot).then(() => this.#apart.delete(slot));
    });
  }

  #later(delayMs: number, work: () => void): void {
    setTimeout(() => {
      if (!this.#stopped) work();
    }, delayMs).unref();
  }

  #receive(
    slot: Slot,
    thread: CollectorThread,
    report: CollectorReport | ThreadReport | TokenRequest,
  ): void {
    slot.isHeard = true;
    if (report.type === 'stopped') {
      slot.ended?.();
      return;
    }
    if (report.type === 'proofs') {
      if (report.counts) tellWork(this.#metrics, report.counts);
      const now = monotonicNow();
      for (const { at, ...proof } of report.clusters) {
        if (!this.isRunning(proof)) continue;
        this.#listener.reported({
          type: 'confirmed',
          ...proof,
          ageMs: Math.max(0, now - at),
        });
      }
      return;
    }
    const known = this.isRunning(report);
    if (report.type === 'token-request') {
      const running = known ? this.#running.get(report.clusterId) : undefined;
      void answerTokenRequest({
        request: report,
        provider: running?.connection.tokenProvider,
        post: answer => thread.postMessage(answer),
      });
      return;
    }
    switch (report.type) {
      case 'batch': {
        const { batch } = report;
        const acknowledge = (refused: { uid: string; example: string }[]) =>
          thread.postMessage({
            type: 'acknowledge',
            batch,
            ...(refused.length > 0 ? { refused } : {}),
          });
        // One that was ended is not written any more, and has to be able to end.
        if (!known) acknowledge([]);
        else {
          void this.#listener
            .changed(report)
            .then(({ refused }) => acknowledge(refused));
        }
        break;
      }
      case 'stored': {
        const { request } = report;
        const answer = (stored: Partial<StoredKind> & StoredObjects) =>
          thread.postMessage({ type: 'stored', request, ...stored });
        if (!known) answer({ lines: '' });
        else void this.#listener.stored(report).then(answer);
        break;
      }
      default:
        if (!known) break;
        this.#running.get(report.clusterId)?.progress.heard(report);
        this.#listener.reported(report);
    }
  }
}

function newSlot(): Slot {
  return {
    clusters: new Set(),
    load: 0,
    isHeard: false,
    isApart: false,
    isEnding: false,
  };
}
