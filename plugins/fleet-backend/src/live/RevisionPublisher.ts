import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { Knex } from 'knex';
import { bumpRevision } from '../store/bumpRevision';

/** At most four signals a second: what is derived in between reaches no page sooner. */
export const TOLD_EVERY_MS = 250;

/** The channel that open pages listen on. */
export const SIGNAL_CHANNEL = 'fleet';

/**
 * Says that something visible changed, and nothing else: no ids, no counts. Who
 * may see what is decided when the page asks. The first change after a while is
 * said at once; what follows is said together, when its time has come.
 */
export class RevisionPublisher {
  readonly #knex: Knex;
  readonly #signals: SignalsService;
  readonly #logger: LoggerService;
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<void> | undefined;
  /** When something was last said, by the monotonic clock. */
  #saidAt = -Infinity;
  /** When what is unsaid is said at the latest, where the last one is long enough ago. */
  #dueAt = Infinity;
  /** Something changed since then. */
  #unsaid = false;
  /** It failed, and that was logged: once is enough until it works again. */
  #failing = false;
  #stopped = false;

  constructor(options: {
    knex: Knex;
    signals: SignalsService;
    logger: LoggerService;
  }) {
    this.#knex = options.knex;
    this.#signals = options.signals;
    this.#logger = options.logger;
  }

  /**
   * Something visible was written.
   *
   * @param options.canWait - more is about to be written that pages wait for: it is said
   *   with that, and does not keep it from being said at once
   */
  changed(options: { canWait?: boolean } = {}): void {
    const now = performance.now();
    this.#dueAt = Math.min(
      this.#dueAt,
      options.canWait ? now + TOLD_EVERY_MS : now,
    );
    this.#unsaid = true;
    this.#next();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#work;
  }

  /** Says what is unsaid, now or when its time has come. */
  #next(): void {
    clearTimeout(this.#timer);
    if (!this.#unsaid || this.#work || this.#stopped) return;
    const waitMs =
      Math.max(this.#saidAt + TOLD_EVERY_MS, this.#dueAt) - performance.now();
    if (waitMs > 0) {
      this.#timer = setTimeout(() => this.#next(), waitMs);
      this.#timer.unref();
      return;
    }
    this.#saidAt = performance.now();
    // What changes from here on may have been missed by the revision.
    this.#unsaid = false;
    this.#dueAt = Infinity;
    this.#work = this.#publish().finally(() => {
      this.#work = undefined;
      this.#next();
    });
  }

  async #publish(): Promise<void> {
    try {
      const revision = await bumpRevision({ knex: this.#knex });
      await this.#signals.publish({
        recipients: { type: 'broadcast' },
        channel: SIGNAL_CHANNEL,
        message: { revision },
      });
      this.#failing = false;
    } catch (error) {
      // It is said when the interval is over.
      this.#unsaid = true;
      this.#dueAt = this.#saidAt;
      if (!this.#stopped && !this.#failing) {
        this.#logger.warn(
          'Telling pages about a change failed and is tried again',
          error as Error,
        );
      }
      this.#failing = true;
    }
  }
}
