import type { LoggerService } from '@backstage/backend-plugin-api';

const SILENT_MS = 10 * 60_000;
const LONGEST = 1_000;

type Meta = Record<string, string | number>;

/** A log that says the same thing once in ten minutes: requests come many times a second. */
export class SparseLog {
  readonly #logger: Pick<LoggerService, 'warn' | 'info'>;
  readonly #now: () => number;
  readonly #said = new Map<string, number>();

  static create(options: {
    logger: Pick<LoggerService, 'warn' | 'info'>;
    /** Milliseconds; never goes back. */
    now?: () => number;
  }): SparseLog {
    return new SparseLog(options.logger, options.now);
  }

  private constructor(
    logger: Pick<LoggerService, 'warn' | 'info'>,
    now: () => number = () => performance.now(),
  ) {
    this.#logger = logger;
    this.#now = now;
  }

  /** @param about - what it is said of, where the same words are said of several */
  warn(message: string, meta: Meta, about = ''): void {
    if (this.#mayBeSaid(message, about)) this.#logger.warn(message, meta);
  }

  info(message: string, meta: Meta, about = ''): void {
    if (this.#mayBeSaid(message, about)) this.#logger.info(message, meta);
  }

  #mayBeSaid(message: string, about: string): boolean {
    const key = `${message}\n${about}`;
    const now = this.#now();
    const said = this.#said.get(key);
    if (said !== undefined && now - said < SILENT_MS) return false;
    if (this.#said.size >= LONGEST) this.#forget(now);
    // Somebody has found more things to be said than anybody reads.
    if (this.#said.size >= LONGEST) return false;
    this.#said.set(key, now);
    return true;
  }

  #forget(now: number): void {
    for (const [key, said] of this.#said) {
      if (now - said >= SILENT_MS) this.#said.delete(key);
    }
  }
}
