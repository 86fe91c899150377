import type { AdapterPoll } from '@fleetview/backstage-plugin-fleet-node';
import {
  Backoff,
  KubernetesError,
  stateOfFailure,
  type Clock,
  type KubernetesClient,
  type ReflectorState,
} from '@fleetview/kube-watch';
import type { KindCollector } from '../KindCollector';

/** What came with so many answers is current for so many intervals after the last of them. */
export const FRESH_INTERVALS = 3;

/** The questions of a thousand systems that were started together do not stay together. */
const JITTER = 0.1;
/** The first question comes within so long. */
const START_WITHIN_MS = 5_000;
const BACKOFF_BASE_MS = 2_000;
/** Whoever was away is asked again within this, and at least once an interval. */
const BACKOFF_CAP_MS = 30_000;
/** An answer that is not believed is asked for again after so long. */
const AGAIN_MS = 15_000;
export type PollLoopOptions = {
  client: Pick<KubernetesClient, 'getJson'>;
  /** Before the poll's paths: that of the service proxy, or empty. */
  base: string;
  poll: Pick<AdapterPoll, 'paths' | 'read' | 'maxBytes' | 'timeoutSeconds'>;
  namespace: string;
  /** As the poll has read them. */
  settings?: unknown;
  intervalMs: number;
  collector: Pick<KindCollector, 'prime' | 'handlers' | 'doubt' | 'stop'>;
  handlers: {
    onState(state: ReflectorState, reason: string | undefined): void;
    /** A complete answer was taken. */
    onConfirmed(): void;
  };
  clock: Clock;
  /** Milliseconds since 1970, as answers speak of time. */
  now?: () => number;
  /** In [0, 1). */
  random: () => number;
};

/**
 * Asks one system for the same again and again, and hands each whole answer over as a
 * complete list. It never gives up: what goes wrong is told as a state, and asked for
 * again later. An answer that is cut, too long, or not of the form that it should have
 * is none, so that nothing is lost by it.
 */
export class PollLoop {
  /** Resolves when it has ended; rejects with an error of whoever takes the answers. */
  readonly done: Promise<void>;
  readonly #options: PollLoopOptions;
  readonly #abort = new AbortController();
  #epoch = 0;
  readonly #backoff: Backoff;
  #confirmedAt: number | undefined;

  static start(options: PollLoopOptions): PollLoop {
    return new PollLoop(options);
  }

  private constructor(options: PollLoopOptions) {
    this.#options = options;
    this.#backoff = new Backoff({
      baseMs: BACKOFF_BASE_MS,
      capMs: Math.min(BACKOFF_CAP_MS, options.intervalMs),
      random: options.random,
    });
    this.done = this.#run().finally(() => options.collector.stop());
    // Whoever wants to know asks for it; nobody has to.
    this.done.catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    await this.done.catch(() => undefined);
  }

  async #run(): Promise<void> {
    const { collector, handlers, intervalMs, random, clock } = this.#options;
    const { signal } = this.#abort;
    handlers.onState('listing', 'asking for the first time');
    await collector.prime();
    let waitMs = random() * Math.min(START_WITHIN_MS, intervalMs);
    while (!signal.aborted) {
      await clock.sleep(Math.round(waitMs), signal).catch(() => undefined);
      if (signal.aborted) return;
      waitMs = await this.#ask();
    }
  }

  /** @returns milliseconds until it is to be asked again */
  async #ask(): Promise<number> {
    const { intervalMs, random, clock, handlers, collector } = this.#options;
    try {
      const askedAt = this.#time();
      const verdict = await this.#take(await this.#answers(askedAt), askedAt);
      this.#backoff.reset();
      if (verdict === 'list-again') {
        handlers.onState('listing', collector.doubt);
        return Math.min(AGAIN_MS, intervalMs) * (0.8 + 0.4 * random());
      }
      this.#confirmedAt = clock.now();
      handlers.onState('current', undefined);
      handlers.onConfirmed();
      return intervalMs * (1 + JITTER * (2 * random() - 1));
    } catch (error) {
      if (this.#abort.signal.aborted) return 0;
      if (!(error instanceof KubernetesError)) throw error;
      handlers.onState(this.#stateOf(error), error.reason);
      return this.#backoff.next(error.retryAfterMs);
    }
  }

  /** RFC 3339 in UTC. */
  #time(): string {
    const { now = Date.now } = this.#options;
    return new Date(now()).toISOString();
  }

  async #answers(askedAt: string): Promise<unknown[]> {
    const { client, base, poll, namespace, settings } = this.#options;
    const answers: unknown[] = [];
    for (const path of poll.paths({ namespace, settings, askedAt })) {
      answers.push(
        await client.getJson(`${base}${path}`, {
          signal: this.#abort.signal,
          maxBytes: poll.maxBytes,
          timeoutMs: poll.timeoutSeconds && poll.timeoutSeconds * 1000,
        }),
      );
    }
    return answers;
  }

  async #take(
    answers: unknown[],
    askedAt: string,
  ): Promise<'list-again' | void> {
    const { poll, namespace, settings, collector } = this.#options;
    const reading = poll.read(answers, {
      namespace,
      settings,
      askedAt,
      answeredAt: this.#time(),
    });
    if ('invalid' in reading) {
      throw new KubernetesError('invalid', reading.invalid);
    }
    const { items } = reading;
    const { onListStart, onListItems, onListComplete } = collector.handlers();
    this.#epoch += 1;
    const epoch = this.#epoch;
    await onListStart?.({ epoch });
    await onListItems(items, { epoch, skipped: [] });
    // There is no place to go on from: each answer is all that there is.
    return onListComplete({ epoch, resourceVersion: '', count: items.length });
  }

  /**
   * Who does not answer may answer the next time: until what is known has lost its time
   * it is an interruption. Who refuses, or answers something else, has answered.
   */
  #stateOf(error: KubernetesError): ReflectorState {
    const { clock, intervalMs } = this.#options;
    const state = stateOfFailure(error.kind);
    const isFresh =
      this.#confirmedAt !== undefined &&
      clock.now() - this.#confirmedAt <= FRESH_INTERVALS * intervalMs;
    return state === 'unreachable' && isFresh ? 'interrupted' : state;
  }
}
