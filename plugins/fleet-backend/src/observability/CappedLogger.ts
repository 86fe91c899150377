import type { LoggerService } from '@backstage/backend-plugin-api';
import { monotonicNow } from '../leases/DatabaseClock';
import { logFields, logText } from './logText';

/** So many lines at once are told of one cluster. */
const BURST = 20;
/** And one more each time that so long has passed. */
const REFILL_MS = 60_000;

type Meta = Parameters<LoggerService['error']>[1];
type Level = 'error' | 'warn' | 'info' | 'debug';

/** How many lines are left to a cluster, and how many it did not get. */
type Bucket = { tokens: number; at: number; leftOut: number };

/**
 * A log in which one cluster cannot drown the others: lines that name a
 * `cluster`, or a `source` of clusters, among their fields are capped for each.
 * What is left out is counted, and told. Children share the buckets. Whatever a
 * cluster writes, its line is one line, and holds no credentials.
 */
export class CappedLogger implements LoggerService {
  readonly #logger: LoggerService;
  readonly #now: () => number;
  readonly #buckets: Map<string, Bucket>;
  readonly #subject: string | undefined;

  static create(options: {
    logger: LoggerService;
    /** Milliseconds; never goes back. */
    now?: () => number;
  }): CappedLogger {
    return new CappedLogger({ now: monotonicNow, ...options });
  }

  private constructor(options: {
    logger: LoggerService;
    now: () => number;
    buckets?: Map<string, Bucket>;
    subject?: string;
  }) {
    this.#logger = options.logger;
    this.#now = options.now;
    this.#buckets = options.buckets ?? new Map();
    this.#subject = options.subject;
  }

  error(message: string, meta?: Meta): void {
    this.#log('error', message, meta);
  }

  warn(message: string, meta?: Meta): void {
    this.#log('warn', message, meta);
  }

  info(message: string, meta?: Meta): void {
    this.#log('info', message, meta);
  }

  debug(message: string, meta?: Meta): void {
    this.#log('debug', message, meta);
  }

  child(meta: Parameters<LoggerService['child']>[0]): LoggerService {
    return new CappedLogger({
      logger: this.#logger.child(logFields(meta)),
      now: this.#now,
      buckets: this.#buckets,
      subject: subjectOf(meta) ?? this.#subject,
    });
  }

  /** Tells what was left out of clusters that may be spoken of again, and have not been since. */
  tellLeftOut(): void {
    for (const [subject, bucket] of this.#buckets) {
      this.#refill(bucket);
      if (bucket.leftOut > 0 && bucket.tokens >= 1) {
        bucket.tokens -= 1;
        this.#tell(subject, bucket);
      } else if (bucket.tokens >= BURST) this.#buckets.delete(subject);
    }
  }

  #log(level: Level, message: string, meta: Meta): void {
    const subject = subjectOf(meta) ?? this.#subject;
    if (subject !== undefined && !this.#admits(subject)) return;
    // Names, messages and errors are other people's text, wherever they stand.
    const line = logText(message);
    if (meta === undefined) this.#logger[level](line);
    else this.#logger[level](line, logFields(meta));
  }

  #admits(subject: string): boolean {
    const bucket = this.#buckets.get(subject) ?? {
      tokens: BURST,
      at: this.#now(),
      leftOut: 0,
    };
    this.#buckets.set(subject, bucket);
    this.#refill(bucket);
    if (bucket.tokens < 1) {
      bucket.leftOut += 1;
      return false;
    }
    bucket.tokens -= 1;
    if (bucket.leftOut > 0) this.#tell(subject, bucket);
    return true;
  }

  #refill(bucket: Bucket): void {
    const now = this.#now();
    bucket.tokens = Math.min(
      BURST,
      bucket.tokens + (now - bucket.at) / REFILL_MS,
    );
    bucket.at = now;
  }

  #tell(subject: string, bucket: Bucket): void {
    this.#logger.warn('Lines about a cluster were left out', {
      about: logText(subject),
      lines: bucket.leftOut,
    });
    bucket.leftOut = 0;
  }
}

/** Whom a line speaks of. */
function subjectOf(meta: Meta): string | undefined {
  if (meta === undefined || meta instanceof Error) return undefined;
  for (const key of ['cluster', 'source']) {
    const value = meta[key];
    if (typeof value === 'string') return value;
  }
  return undefined;
}
