import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Described } from '../text/describeNews';
import { failureText } from './failureText';

/** One that does not answer for so long does not answer. */
const TIMEOUT_MS = 15_000;
const RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 60 * 60_000;
/** So many failures one after the other are of the service, and not of recipients. */
const MOST_FAILURES = 3;

/** How sending went, since it was last asked. */
export type SendReport = { sent: number; failure?: string };

/**
 * Sends notifications, one after the other. Whom it failed for rests, longer each time, so
 * that nobody holds up the others; where it fails for several one after the other, the rest
 * of the turn is left out. What is sent twice has the same scope: the second time it takes
 * the place of the first.
 */
export class Sender {
  readonly #service: Pick<NotificationService, 'send'>;
  readonly #now: () => number;
  readonly #timeoutMs: number;
  /** By recipient: until when it rests, and for how long the next time. */
  readonly #resting = new Map<string, { until: number; nextMs: number }>();
  #failures = 0;
  #report: SendReport = { sent: 0 };

  constructor(options: {
    service: Pick<NotificationService, 'send'>;
    now: () => number;
    timeoutMs?: number;
  }) {
    this.#service = options.service;
    this.#now = options.now;
    this.#timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  }

  /** Begins a turn. */
  begin(): void {
    this.#failures = 0;
    this.#report = { sent: 0 };
  }

  get report(): SendReport {
    return this.#report;
  }

  /** Whether nothing more is to be sent in this turn. */
  get isDown(): boolean {
    return this.#failures >= MOST_FAILURES;
  }

  rests(recipient: string): boolean {
    return (this.#resting.get(recipient)?.until ?? 0) > this.#now();
  }

  /** @returns whether it is known to have arrived */
  async send(
    recipient: string,
    { title, line, severity, link }: Described,
    as: { topic: string; scope: string },
  ): Promise<boolean> {
    try {
      await inTime(
        this.#service.send({
          recipients: { type: 'entity', entityRef: recipient },
          payload: { title, description: line, severity, link, ...as },
        }),
        this.#timeoutMs,
      );
    } catch (error) {
      const { nextMs } = this.#resting.get(recipient) ?? { nextMs: RETRY_MS };
      this.#resting.set(recipient, {
        until: this.#now() + nextMs,
        nextMs: Math.min(LONGEST_RETRY_MS, nextMs * 2),
      });
      this.#failures += 1;
      this.#report = { ...this.#report, failure: failureText(error) };
      return false;
    }
    this.#resting.delete(recipient);
    this.#failures = 0;
    this.#report = { ...this.#report, sent: this.#report.sent + 1 };
    return true;
  }
}

class TimeoutError extends Error {
  override name = 'TimeoutError';
}

async function inTime(work: Promise<void>, timeoutMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimeoutError()), timeoutMs);
    timer.unref();
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
