import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { Knex } from 'knex';
import { bumpRevision } from '../store/bumpRevision';

/** At most four signals a second. */
const INTERVAL_MS = 250;

/** The channel that open pages listen on. */
export const SIGNAL_CHANNEL = 'fleet';

/**
 * Says that something visible changed, and nothing else: no ids, no counts. Who
 * may see what is decided when the page asks.
 */
export class RevisionPublisher {
  readonly #knex: Knex;
  readonly #signals: SignalsService;
  readonly #logger: LoggerService;
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<void> = Promise.resolve();
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

  changed(): void {
    if (this.#timer || this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#work = this.#publish();
    }, INTERVAL_MS);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#work;
  }

  async #publish(): Promise<void> {
    try {
      const revision = await bumpRevision({ knex: this.#knex });
      await this.#signals.publish({
        recipients: { type: 'broadcast' },
        channel: SIGNAL_CHANNEL,
        message: { revision },
      });
    } catch (error) {
      if (!this.#stopped) {
        this.#logger.warn(
          'Telling pages about a change failed',
          error as Error,
        );
      }
    }
  }
}
