import { systemClock } from '../clock';
import { KubernetesError } from '../errors';
import type { KubernetesClient } from '../KubernetesClient';
import type {
  Clock,
  Confirmation,
  KubernetesObject,
  KubernetesResource,
  KubernetesSelection,
  ListBatch,
  ListOptions,
  ObjectReading,
  ReflectorHandlers,
  ReflectorOptions,
  WatchEvent,
  WatchOptions,
  WatchResult,
} from '../types';
import { Backoff } from './Backoff';
import { handled, HandlerError } from './handled';
import { StateTeller } from './StateTeller';
import { WatchSession } from './WatchSession';

export type ReflectorLoopOptions = {
  client: Pick<KubernetesClient, 'list' | 'watch'>;
  resource: KubernetesResource;
  handlers: ReflectorHandlers;
  options: ReflectorOptions;
  /** Ends the loop. */
  signal: AbortSignal;
};

// A watch that ends sooner has done nothing; opening it again at once might never end.
const SHORT_WATCH_MS = 1_000;

// A caller that doubts every list would never be current.
const MOST_DOUBTS = 3;

// Initial events that do not come to their end so often are asked for no more.
const MOST_BROKEN_STREAMS = 2;

// The same unusable event comes again on each resume; a list gets past it.
const MOST_INVALID_WATCHES = 2;

/** Not an error of anyone: the list was complete, and is not believed yet. */
class ListAgain extends Error {}

/** The loop behind `reflect`. */
export class ReflectorLoop {
  readonly #client: Pick<KubernetesClient, 'list' | 'watch'>;
  readonly #resource: KubernetesResource;
  readonly #handlers: ReflectorHandlers;
  readonly #signal: AbortSignal;
  readonly #admitList: ReflectorOptions['admitList'];
  readonly #selection: KubernetesSelection & ObjectReading;
  readonly #random: () => number;
  readonly #listPacingMs: number;
  readonly #clock: Clock;
  readonly #backoff: Backoff;
  readonly #states: StateTeller;
  readonly #healthyAfterMs: number;
  /** Everything up to here was handed over; undefined when a list is needed. */
  #resourceVersion?: string;
  #epoch = 0;
  #doubts = 0;
  #streamsInitialEvents: boolean;
  #brokenStreams = 0;
  #invalidWatches = 0;

  constructor(parts: ReflectorLoopOptions) {
    const { client, resource, handlers, options, signal } = parts;
    const { namespace, labelSelector, fieldSelector, metadataOnly } = options;
    const { isKnown, keepManagedFields, byteBudget } = options;
    this.#client = client;
    this.#resource = resource;
    this.#handlers = handlers;
    this.#signal = signal;
    this.#admitList = options.admitList;
    this.#selection = {
      namespace,
      labelSelector,
      fieldSelector,
      metadataOnly,
      isKnown,
      keepManagedFields,
      byteBudget,
    };
    this.#clock = options.clock ?? systemClock;
    this.#random = options.random ?? Math.random;
    this.#listPacingMs = options.listPacingMs ?? 15_000;
    this.#streamsInitialEvents = options.streamInitialEvents === true;
    this.#backoff = new Backoff({
      baseMs: options.backoffBaseMs ?? 500,
      capMs: options.backoffCapMs ?? 60_000,
      random: this.#random,
    });
    this.#healthyAfterMs = options.healthyAfterMs ?? 60_000;
    this.#states = new StateTeller((state, detail) =>
      handled(() => handlers.onState?.(state, detail)),
    );
    this.#resourceVersion = options.initialResourceVersion || undefined;
  }

  /** Resolves when the signal aborts or the client is closed; rejects with the error of a handler. */
  async run(): Promise<void> {
    try {
      while (!this.#signal.aborted) {
        const delayMs = await this.#attempt();
        if (delayMs === undefined) {
          return;
        }
        if (delayMs > 0) {
          await this.#clock.sleep(delayMs, this.#signal).catch(() => {});
        }
      }
    } catch (error) {
      throw error instanceof HandlerError ? error.cause : error;
    }
  }

  /** Is current for as long as possible. Milliseconds to wait before the next attempt; undefined to make none. */
  async #attempt(): Promise<number | undefined> {
    try {
      if (this.#resourceVersion === undefined && this.#streamsInitialEvents) {
        return await this.#watchFromStart();
      }
      this.#resourceVersion ??= await this.#list();
      return await this.#watch(this.#resourceVersion);
    } catch (error) {
      if (error instanceof ListAgain) {
        const delayMs = this.#pacing();
        this.#states.doubted(delayMs);
        return delayMs;
      }
      if (!(error instanceof KubernetesError)) {
        throw error;
      }
      if (error.kind === 'aborted') {
        return undefined;
      }
      const delayMs = this.#backoff.next(error.retryAfterMs);
      this.#states.failed(error, delayMs);
      return delayMs;
    }
  }

  async #list(): Promise<string> {
    const leave = await this.#admission();
    try {
      this.#states.listing();
      await this.#startList();
      const { resourceVersion, count } = await this.#client.list(
        this.#resource,
        {
          ...this.#selection,
          signal: this.#signal,
          onPage: (items, batch) => this.#onItems(items, batch),
          onOversized: this.#onOversized(),
          onRestart: () => this.#startList(),
        },
      );
      await this.#completeList(resourceVersion, count);
      return resourceVersion;
    } catch (error) {
      await this.#failList(error);
      throw error;
    } finally {
      leave?.();
    }
  }

  #onItems(items: KubernetesObject[], batch: ListBatch): void | Promise<void> {
    this.#states.progress();
    return handled(() =>
      this.#handlers.onListItems(items, { epoch: this.#epoch, ...batch }),
    );
  }

  #onOversized(): ListOptions['onOversized'] {
    const { onListOversized } = this.#handlers;
    return (
      onListOversized &&
      (objects =>
        handled(() => onListOversized(objects, { epoch: this.#epoch })))
    );
  }

  /** @throws ListAgain if the handler does not believe it yet */
  async #completeList(resourceVersion: string, count: number): Promise<void> {
    if (this.#signal.aborted) {
      throw stopped();
    }
    const verdict = await handled(() =>
      this.#handlers.onListComplete({
        epoch: this.#epoch,
        resourceVersion,
        count,
      }),
    );
    if (verdict !== 'list-again') {
      this.#doubts = 0;
      this.#confirm({ by: 'list', resourceVersion });
      return;
    }
    this.#doubts += 1;
    if (this.#doubts > MOST_DOUBTS) {
      this.#doubts = 0;
      throw new KubernetesError(
        'invalid',
        'lists one after the other contradict what was known before',
      );
    }
    throw new ListAgain();
  }

  async #failList(error: unknown): Promise<void> {
    if (error instanceof KubernetesError && error.kind !== 'aborted') {
      await handled(() =>
        this.#handlers.onListFailed?.(error, { epoch: this.#epoch }),
      );
    }
  }

  /** Milliseconds to wait before a list that is to confirm another. */
  #pacing(): number {
    return Math.round(this.#listPacingMs * (0.8 + 0.4 * this.#random()));
  }

  async #admission(): Promise<(() => void) | undefined> {
    try {
      return await this.#admitList?.(this.#signal);
    } catch (error) {
      if (this.#signal.aborted) {
        throw stopped();
      }
      throw new HandlerError(error);
    }
  }

  async #startList(): Promise<void> {
    this.#epoch += 1;
    await handled(() => this.#handlers.onListStart?.({ epoch: this.#epoch }));
  }

  async #watch(from: string): Promise<number> {
    const session = new WatchSession(this.#clock, this.#signal);
    try {
      const ended = await this.#follow(session, {
        resourceVersion: from,
        onOpen: () =>
          session.opened(() => {
            session.confirmed = true;
            this.#confirm({ by: 'open', resourceVersion: from });
          }),
      });
      return this.#onWatchEnd(ended, session);
    } catch (error) {
      return this.#onWatchFault(error, session);
    } finally {
      session.end();
    }
  }

  /** A list and the watch after it in one answer. */
  async #watchFromStart(): Promise<number> {
    const leave = await this.#admission();
    const session = new WatchSession(this.#clock, this.#signal);
    /** Whether the server has come to its end, and whether the caller believes it. */
    const list = { hasEnded: false, isTaken: false };
    try {
      this.#states.listing();
      await this.#startList();
      const ended = await this.#follow(session, {
        onOpen: () => session.opened(),
        initialEvents: {
          onItems: (items, batch) => this.#onItems(items, batch),
          onEnd: async ({ resourceVersion: end, count }) => {
            list.hasEnded = true;
            await this.#completeList(end, count);
            this.#resourceVersion = end;
            this.#brokenStreams = 0;
            list.isTaken = true;
            session.confirmed = true;
            leave?.();
          },
        },
      });
      return this.#onWatchEnd(ended, session);
    } catch (error) {
      if (list.isTaken) {
        return this.#onWatchFault(error, session);
      }
      await this.#failList(error);
      if (!list.hasEnded && this.#refusesStreams(error)) {
        this.#streamsInitialEvents = false;
        // By a list, at once: it was not the list that failed.
        return 0;
      }
      throw error;
    } finally {
      leave?.();
      session.end();
    }
  }

  /** Whether a list should be asked for from now on. */
  #refusesStreams(error: unknown): boolean {
    if (!(error instanceof KubernetesError)) {
      return false;
    }
    switch (error.kind) {
      case 'invalid':
      case 'forbidden':
      case 'not-served':
      case 'conflict':
        return true;
      case 'expired':
      case 'unreachable':
        this.#brokenStreams += 1;
        return this.#brokenStreams >= MOST_BROKEN_STREAMS;
      default:
        return false;
    }
  }

  #follow(
    session: WatchSession,
    start: Pick<WatchOptions, 'resourceVersion' | 'initialEvents' | 'onOpen'>,
  ): Promise<WatchResult> {
    const reached = (by: 'event' | 'bookmark', resourceVersion: string) => {
      session.busy = false;
      session.delivered = true;
      session.confirmed = true;
      this.#resourceVersion = resourceVersion;
      this.#confirm({ by, resourceVersion });
    };
    const onEvents = (events: WatchEvent[], resourceVersion: string) => {
      session.busy = true;
      const working = handled(() =>
        this.#handlers.onEvents(events, { resourceVersion }),
      );
      return working
        ? working.then(() => reached('event', resourceVersion))
        : reached('event', resourceVersion);
    };
    return this.#client.watch(this.#resource, {
      ...this.#selection,
      ...start,
      signal: session.signal,
      onEvents,
      onBookmark: resourceVersion => reached('bookmark', resourceVersion),
    });
  }

  #onWatchEnd({ reason }: WatchResult, session: WatchSession): number {
    this.#invalidWatches = 0;
    if (reason === 'idle') {
      // Not even a bookmark: whether nothing happened or nothing gets through, only a list can tell.
      this.#resourceVersion = undefined;
    }
    this.#judge(session);
    return session.lastedMs() < SHORT_WATCH_MS ? this.#backoff.next() : 0;
  }

  #onWatchFault(error: unknown, session: WatchSession): number {
    if (session.fault !== undefined) {
      throw session.fault;
    }
    if (!(error instanceof KubernetesError)) {
      throw error;
    }
    this.#judge(session);
    if (error.kind === 'expired') {
      this.#resourceVersion = undefined;
      const delayMs = this.#backoff.next();
      this.#states.expired(delayMs);
      return delayMs;
    }
    if (error.kind === 'invalid') {
      this.#invalidWatches += 1;
      if (this.#invalidWatches >= MOST_INVALID_WATCHES) {
        this.#invalidWatches = 0;
        this.#resourceVersion = undefined;
      }
    }
    throw error;
  }

  /** Delays start over after a watch that proved itself: by its time, or by what it brought unless it ended at once. */
  #judge(session: WatchSession): void {
    const lastedMs = session.lastedMs();
    if (
      lastedMs >= this.#healthyAfterMs ||
      (session.delivered && lastedMs >= SHORT_WATCH_MS)
    ) {
      this.#backoff.reset();
    }
  }

  #confirm(confirmation: Confirmation): void {
    this.#states.confirmed();
    void handled(() => this.#handlers.onConfirmed?.(confirmation));
  }
}

function stopped(): KubernetesError {
  return new KubernetesError('aborted', 'stopped by the caller');
}
