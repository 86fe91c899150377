import type { PriceRow } from '@fleetview/backstage-plugin-fleet-common';
import type {
  AdapterPoll,
  PollSettings,
} from '@fleetview/backstage-plugin-fleet-node';
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
/** What is answered to all questions of one round is held at once: no more than this. */
const MOST_BYTES = 128 * 1024 * 1024;
/** Where several questions are asked, what could not be taken is asked for again after so many times as long as that took: days of history are dear to compute. */
const REST = 4;

export type PollLoopOptions = {
  client: Pick<KubernetesClient, 'getJson'>;
  /** Before the poll's paths: that of the service proxy, or empty. */
  base: string;
  poll: Pick<
    AdapterPoll,
    'paths' | 'required' | 'read' | 'maxBytes' | 'timeoutSeconds' | 'pricesOf'
  >;
  namespace: string;
  /** As the poll has read them. */
  settings?: unknown;
  /** The price sheet as it is now, for polls that charge by it. */
  prices?: () => readonly PriceRow[];
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
  /** What all answers of one round may have together; 128 MiB unless given. */
  mostBytes?: number;
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
  /** Of the last round. */
  #questions = 0;

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
    const startedAt = clock.now();
    const soonest = () =>
      this.#questions > 1
        ? Math.min(intervalMs, REST * (clock.now() - startedAt))
        : 0;
    try {
      const asked = this.#asked();
      const verdict = await this.#take(await this.#answers(asked), asked);
      this.#backoff.reset();
      if (verdict === 'list-again') {
        handlers.onState('listing', collector.doubt);
        return Math.max(
          soonest(),
          Math.min(AGAIN_MS, intervalMs) * (0.8 + 0.4 * random()),
        );
      }
      this.#confirmedAt = clock.now();
      handlers.onState('current', undefined);
      handlers.onConfirmed();
      return intervalMs * (1 + JITTER * (2 * random() - 1));
    } catch (error) {
      if (this.#abort.signal.aborted) return 0;
      if (!(error instanceof KubernetesError)) throw error;
      handlers.onState(this.#stateOf(error), error.reason);
      return Math.max(soonest(), this.#backoff.next(error.retryAfterMs));
    }
  }

  /** What is known when it is asked: what is read of the answers goes by the same. */
  #asked(): PollSettings {
    const { poll, namespace, settings, prices } = this.#options;
    return {
      namespace,
      settings,
      askedAt: this.#time(),
      ...(poll.pricesOf && prices && { prices: prices() }),
    };
  }

  /** RFC 3339 in UTC. */
  #time(): string {
    const { now = Date.now } = this.#options;
    return new Date(now()).toISOString();
  }

  async #answers(asked: PollSettings): Promise<unknown[]> {
    const { poll, mostBytes = MOST_BYTES } = this.#options;
    const answers: unknown[] = [];
    const paths = poll.paths(asked);
    this.#questions = paths.length;
    const required = poll.required?.(asked) ?? paths.length;
    let bytes = 0;
    const onBytes = (length: number) => {
      bytes += length;
    };
    for (const [index, path] of paths.entries()) {
      if (index >= required) {
        answers.push(
          await this.#optionalAnswer(path, mostBytes - bytes, onBytes),
        );
        continue;
      }
      answers.push(await this.#answer(path, poll.maxBytes, onBytes));
      if (bytes > mostBytes) {
        throw new KubernetesError(
          'invalid',
          `the answers to ${paths.length} questions have more than ${mostBytes} bytes together: fewer have to be asked`,
        );
      }
    }
    return answers;
  }

  #answer(
    path: string,
    maxBytes: number,
    onBytes: (length: number) => void,
  ): Promise<unknown> {
    const { client, base, poll } = this.#options;
    return client.getJson(`${base}${path}`, {
      signal: this.#abort.signal,
      maxBytes,
      timeoutMs: poll.timeoutSeconds && poll.timeoutSeconds * 1000,
      onBytes,
    });
  }

  /** An answer that need not be had, or why it was not: those that have to be stay. */
  async #optionalAnswer(
    path: string,
    left: number,
    onBytes: (length: number) => void,
  ): Promise<unknown> {
    const { poll, mostBytes = MOST_BYTES } = this.#options;
    if (left <= 0) {
      return {
        failed: `the answers before have ${mostBytes} bytes together: it was not asked`,
      };
    }
    try {
      return await this.#answer(path, Math.min(poll.maxBytes, left), onBytes);
    } catch (error) {
      if (this.#abort.signal.aborted || !(error instanceof KubernetesError)) {
        throw error;
      }
      return { failed: error.reason };
    }
  }

  async #take(
    answers: unknown[],
    asked: PollSettings,
  ): Promise<'list-again' | void> {
    const { poll, collector } = this.#options;
    const reading = poll.read(answers, {
      ...asked,
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
