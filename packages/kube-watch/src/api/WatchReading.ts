import type { ByteAccount } from '../ByteBudget';
import { KubernetesError } from '../errors';
import { EventReader } from '../scan/EventReader';
import { size } from '../text';
import { LineSplitter } from '../transport/LineSplitter';
import type {
  KubernetesLimits,
  KubernetesObject,
  ObjectVersion,
  WatchEvent,
  WatchOptions,
} from '../types';
import { checkWatchLine, type WatchLineContext } from './checkWatchLine';

/** Handed on at a time. */
const MOST_AT_ONCE = 500;

// A server that deletes more while it lists is not listing.
const MOST_DEFERRED = 10_000;

/** What is handed on in one call, in the order in which it came. */
type Delivery =
  | { type: 'items'; items: KubernetesObject[]; skipped: ObjectVersion[] }
  | { type: 'initial-end'; resourceVersion: string }
  | { type: 'events'; events: WatchEvent[]; resourceVersion: string }
  | { type: 'bookmark'; resourceVersion: string };

export type WatchReadingParts = {
  line: WatchLineContext;
  limits: KubernetesLimits;
  options: WatchOptions;
  account?: ByteAccount;
};

/**
 * The body of one watch: cuts it into lines, reads and checks them, and hands on what they say. With initial events it is a list
 * first: what is there, then the bookmark that says that this was all, and only then changes.
 */
export class WatchReading {
  /** Where to resume: everything up to here was taken by the caller. */
  resourceVersion?: string;
  readonly #line: WatchLineContext;
  readonly #limits: KubernetesLimits;
  readonly #options: WatchOptions;
  readonly #account?: ByteAccount;
  readonly #splitter: LineSplitter;
  readonly #reader: EventReader;
  #isInitial: boolean;
  #hasLine = false;
  #initialBytes = 0;
  #initialCount = 0;
  /** Objects that were deleted while the list was sent: gone, but only from the list on. */
  #deferred: WatchEvent[] = [];

  constructor({ line, limits, options, account }: WatchReadingParts) {
    this.resourceVersion = options.resourceVersion;
    this.#line = line;
    this.#limits = limits;
    this.#options = options;
    this.#account = account;
    this.#splitter = new LineSplitter(limits.maxLineBytes);
    this.#reader = new EventReader(options);
    this.#isInitial = options.initialEvents !== undefined;
  }

  /** Whether it is still the list that is being sent. */
  get isInitial(): boolean {
    return this.#isInitial;
  }

  /** Whether the only line there was has no end: that is no watch, but another answer, or none of use. */
  get isFragment(): boolean {
    return !this.#hasLine && this.#splitter.held > 0;
  }

  /**
   * Takes what has arrived. What came before a fault is good, and is handed on before the fault is thrown.
   *
   * @throws KubernetesError at once or in the promise
   */
  take(chunks: Buffer[]): void | Promise<void> {
    const { deliveries, fault } = this.#read(chunks);
    this.#account?.hold(
      this.#splitter.held + chunks.reduce((sum, { length }) => sum + length, 0),
    );
    let next = 0;
    const goOn = (): void | Promise<void> => {
      while (next < deliveries.length) {
        const delivery = deliveries[next];
        next += 1;
        const working = this.#deliver(delivery);
        if (working) {
          return working.then(() => {
            this.#onTaken(delivery);
            return goOn();
          });
        }
        this.#onTaken(delivery);
      }
      if (fault !== undefined) {
        throw fault;
      }
      this.#account?.hold(this.#splitter.held);
      return this.#account?.turn();
    };
    return goOn();
  }

  #read(chunks: Buffer[]): { deliveries: Delivery[]; fault?: unknown } {
    const deliveries: Delivery[] = [];
    try {
      for (const chunk of chunks) {
        this.#count(chunk);
        this.#splitter.push(chunk, line => this.#onLine(line, deliveries));
      }
    } catch (fault) {
      return { deliveries, fault };
    }
    return { deliveries };
  }

  #count(chunk: Buffer): void {
    if (!this.#isInitial) {
      return;
    }
    this.#initialBytes += chunk.length;
    if (this.#initialBytes > this.#limits.maxListBytes) {
      throw invalid(`answered more than ${size(this.#limits.maxListBytes)}`);
    }
  }

  #onLine(line: Buffer, deliveries: Delivery[]): void {
    this.#hasLine = true;
    if (this.#isInitial) {
      this.#onInitialLine(line, deliveries);
      return;
    }
    const { event, resourceVersion } = checkWatchLine(
      this.#reader.read(line) as Record<string, unknown>,
      this.#line,
    );
    const last = deliveries.at(-1);
    if (!event) {
      if (last?.type === 'bookmark') {
        last.resourceVersion = resourceVersion;
      } else {
        deliveries.push({ type: 'bookmark', resourceVersion });
      }
    } else if (last?.type === 'events' && last.events.length < MOST_AT_ONCE) {
      last.events.push(event);
      last.resourceVersion = resourceVersion;
    } else {
      if (last?.type === 'bookmark') {
        // An event after it says more.
        deliveries.pop();
      }
      deliveries.push({ type: 'events', events: [event], resourceVersion });
    }
  }

  #onInitialLine(line: Buffer, deliveries: Delivery[]): void {
    const { isKnown } = this.#options;
    let known: ObjectVersion | undefined;
    const read = this.#reader.read(
      line,
      isKnown &&
        ((uid, resourceVersion) => {
          known = { uid, resourceVersion };
          return isKnown(uid, resourceVersion);
        }),
    );
    if (read === 'known') {
      this.#countObject();
      batch(deliveries).skipped.push(known!);
      return;
    }
    const { event, resourceVersion, endsInitialEvents } = checkWatchLine(
      read,
      this.#line,
    );
    if (!event) {
      if (endsInitialEvents) {
        this.#isInitial = false;
        deliveries.push({ type: 'initial-end', resourceVersion });
      }
    } else if (event.type === 'DELETED') {
      if (this.#deferred.length >= MOST_DEFERRED) {
        throw invalid('deleted too much while it sent its initial events');
      }
      this.#deferred.push(event);
    } else {
      if (event.type === 'ADDED') {
        this.#countObject();
      }
      batch(deliveries).items.push(event.object);
    }
  }

  #countObject(): void {
    this.#initialCount += 1;
    if (this.#initialCount > this.#limits.maxListObjects) {
      throw invalid(
        `answered more than ${this.#limits.maxListObjects} objects`,
      );
    }
  }

  #deliver(delivery: Delivery): void | Promise<void> {
    const { initialEvents, onEvents } = this.#options;
    switch (delivery.type) {
      case 'items':
        return initialEvents?.onItems(delivery.items, {
          skipped: delivery.skipped,
        });
      case 'initial-end':
        return this.#endInitial(delivery.resourceVersion);
      case 'events':
        return onEvents(delivery.events, delivery.resourceVersion);
      default:
        return undefined;
    }
  }

  #endInitial(resourceVersion: string): void | Promise<void> {
    const deleted = this.#deferred;
    this.#deferred = [];
    const ended = this.#options.initialEvents?.onEnd({
      resourceVersion,
      count: this.#initialCount,
    });
    if (deleted.length === 0) {
      return ended;
    }
    const tell = () => this.#options.onEvents(deleted, resourceVersion);
    return ended ? ended.then(tell) : tell();
  }

  #onTaken(delivery: Delivery): void {
    if (delivery.type === 'items') {
      return;
    }
    this.resourceVersion = delivery.resourceVersion;
    if (delivery.type === 'bookmark') {
      this.#options.onBookmark?.(delivery.resourceVersion);
    }
  }
}

/** The batch that the next object of a list goes into. */
function batch(deliveries: Delivery[]): Delivery & { type: 'items' } {
  const last = deliveries.at(-1);
  if (
    last?.type === 'items' &&
    last.items.length + last.skipped.length < MOST_AT_ONCE
  ) {
    return last;
  }
  const next = { type: 'items' as const, items: [], skipped: [] };
  deliveries.push(next);
  return next;
}

function invalid(reason: string): KubernetesError {
  return new KubernetesError('invalid', reason);
}
