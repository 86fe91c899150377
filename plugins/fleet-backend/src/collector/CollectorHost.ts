import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ClusterConnection } from '@fleetview/backstage-plugin-fleet-node';
import { monotonicNow } from '../leases/DatabaseClock';
import { NO_METRICS, type FleetMetrics, type Gauges } from '../observability';
import type {
  BatchReport,
  CollectorReport,
  CollectorRequest,
  StoredKind,
  StoredObjects,
  StoredRequest,
  ThreadReport,
} from './messages';
import { tellWork } from './tellWork';
import { answerTokenRequest } from './tokens/answerTokenRequest';
import type { TokenRequest } from './tokens/messages';
import { toThreadConnection } from './tokens/toThreadConnection';
import { startWorkerThread } from './workerThread';

/** A thread that ended by itself is started again after so long. */
const RESTART_MS = 2_000;

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
};

/**
 * Spreads clusters over collecting threads. A thread that ends takes only its
 * own clusters with it, and those are started again.
 */
export class CollectorHost {
  readonly #listener: CollectorListener;
  readonly #logger: LoggerService;
  readonly #startThread: () => CollectorThread;
  readonly #slots: Slot[];
  readonly #metrics: FleetMetrics;
  readonly #running = new Map<
    string,
    {
      session: number;
      slot: Slot;
      connection: ClusterConnection;
      weight: number;
    }
  >();
  #lastSession = 0;
  #stopped = false;

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
    this.#slots = Array.from({ length: options.threads }, () => ({
      clusters: new Set<string>(),
      load: 0,
      isHeard: false,
    }));
  }

  /**
   * Reads a cluster from now on, in the thread that has least to do.
   *
   * @param weight - how much work it is, beside other clusters
   */
  start(clusterId: string, connection: ClusterConnection, weight = 1): void {
    this.stop(clusterId);
    if (this.#stopped) return;
    const slot = this.#slots.reduce((least, candidate) =>
      candidate.load < least.load ? candidate : least,
    );
    slot.clusters.add(clusterId);
    slot.load += weight;
    this.#lastSession += 1;
    const session = this.#lastSession;
    this.#running.set(clusterId, { session, slot, connection, weight });
    this.#threadOf(slot).postMessage({
      type: 'start',
      clusterId,
      session,
      connection: toThreadConnection(connection),
    });
  }

  stop(clusterId: string): void {
    const running = this.#running.get(clusterId);
    if (!running) return;
    this.#running.delete(clusterId);
    running.slot.clusters.delete(clusterId);
    running.slot.load -= running.weight;
    running.slot.thread?.postMessage({
      type: 'stop',
      clusterId,
      session: running.session,
    });
  }

  /** Whether this session of the cluster is the one that runs. */
  isRunning(owner: { clusterId: string; session: number }): boolean {
    return this.#running.get(owner.clusterId)?.session === owner.session;
  }

  /** How the threads do that have something to do, or had. */
  threads(): NonNullable<Gauges['threads']> {
    return this.#slots.flatMap(({ thread, isHeard, clusters }) => {
      if (!thread && clusters.size === 0) return [];
      const started = isHeard ? 'running' : 'starting';
      return [{ state: thread ? started : 'stopped', clusters: clusters.size }];
    });
  }

  /** Ends all threads, once they have handed over what they were about to. */
  async shutdown(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#slots.map(slot => this.#end(slot)));
  }

  async #end(slot: Slot): Promise<void> {
    const { thread } = slot;
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
    thread.on('message', report => this.#receive(slot, thread, report));
    thread.on('error', error => {
      this.#logger.error('A collecting thread failed', error);
    });
    thread.on('exit', () => {
      slot.ended?.();
      if (this.#stopped || slot.thread !== thread) return;
      slot.thread = undefined;
      slot.isHeard = false;
      const clusters = [...slot.clusters];
      this.#listener.interrupted(clusters, 'the collecting thread ended');
      setTimeout(() => {
        if (this.#stopped) return;
        for (const clusterId of clusters) {
          const running = this.#running.get(clusterId);
          if (running?.slot === slot) {
            this.start(clusterId, running.connection, running.weight);
          }
        }
      }, RESTART_MS).unref();
    });
    return thread;
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
        if (known) this.#listener.reported(report);
    }
  }
}
