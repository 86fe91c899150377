import type { Dispatcher } from 'undici';
import { KubernetesError, type KubernetesErrorKind } from '../errors';
import { duration, plainText } from '../text';
import type { AnswerHead, Clock, KubernetesLimits } from '../types';
import { checkAnswer, type AnswerHeaders } from './checkAnswer';
import { networkFailure } from './networkFailure';
import { Refusal } from './Refusal';
import { Watchdog, type Overrun } from './Watchdog';

/** Takes the body as it comes; while its promise is pending, nothing is read from the socket. */
export type BodySink = (chunks: Buffer[]) => void | Promise<void>;

/** How an exchange ended that did not fail. */
export type ExchangeEnd = 'ended' | Overrun;

export type ExchangeOptions = {
  /** Method and path, for errors. */
  where: string;
  clock: Clock;
  limits: KubernetesLimits;
  /** Statuses that are a success. */
  accepted: readonly number[];
  /** Longest silence within the body, as of now: it may grow. */
  idleMs: () => number;
  /** From the request being sent to the end of the body. */
  totalMs: number;
  /** From the request being sent to the head of the answer, in place of the limit `headersTimeoutMs`. */
  headersMs?: number;
  /** Whether an overrun within the body is an end like another, and no failure. */
  endsByOverrun: boolean;
  /** Called for the head of any answer. */
  onHead?: (head: AnswerHead) => void;
  /** Called for a success in JSON, before its body. */
  open(): BodySink;
  /** Takes credentials out of text that the server sent. */
  redact(text: string): string;
};

/**
 * One request and its answer, as undici's dispatcher sees them. It believes nothing of an answer that is not a success in
 * plain JSON, guards its time, hands the body on in bursts (all that arrived in one turn of the event loop), and settles once,
 * when the sink has finished with what it was given.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly ended: Promise<ExchangeEnd>;
  readonly #options: ExchangeOptions;
  readonly #watchdog: Watchdog;
  #resolve: (end: ExchangeEnd) => void = () => {};
  #reject: (error: unknown) => void = () => {};
  #controller?: Dispatcher.DispatchController;
  #startedAt = 0;
  #sink?: BodySink;
  #refusal?: Refusal;
  #queue: Buffer[] = [];
  #scheduled = false;
  #busy = false;
  #cancelled = false;
  /** What to settle with, once the queue is empty and the sink at rest. */
  #outcome?: { end: ExchangeEnd } | { error: unknown };

  constructor(options: ExchangeOptions) {
    this.ended = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#options = options;
    this.#watchdog = new Watchdog(options.clock);
  }

  /** Gives up: what has not been handed on is dropped. Has no effect on an exchange that has come to its end. */
  cancel(error: unknown): void {
    if (this.#outcome) {
      return;
    }
    this.#cancelled = true;
    this.#queue = [];
    this.#finish({ error });
    this.#hangUp();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#outcome) {
      this.#hangUp();
      return;
    }
    const { clock, limits, totalMs } = this.#options;
    this.#startedAt = clock.now();
    const headersMs = Math.min(
      this.#options.headersMs ?? limits.headersTimeoutMs,
      totalMs,
    );
    this.#watchdog.arm({
      deadlineAt: this.#startedAt + headersMs,
      onOverrun: () =>
        this.#fail(
          'unreachable',
          `did not answer within ${duration(headersMs)}`,
        ),
    });
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    statusCode: number,
    headers: AnswerHeaders,
  ): void {
    if (statusCode < 200 || this.#outcome) {
      return;
    }
    const { idleMs, totalMs, where, accepted, limits, redact } = this.#options;
    this.#refusal = Refusal.of(statusCode, headers, { where, redact });
    try {
      this.#options.onHead?.(headOf(statusCode, headers));
      if (this.#refusal) {
        const refusal = this.#refusal;
        this.#sink = chunks => refusal.gather(chunks);
      } else {
        checkAnswer(statusCode, headers, { accepted, where, redact });
        this.#sink = this.#options.open();
      }
    } catch (error) {
      this.cancel(error);
      return;
    }
    this.#watchdog.arm({
      idleMs: this.#refusal ? () => limits.bodyIdleMs : idleMs,
      deadlineAt: this.#refusal
        ? this.#options.clock.now() + limits.bodyIdleMs
        : this.#startedAt + totalMs,
      onOverrun: overrun => this.#onOverrun(overrun),
    });
  }

  onResponseData(
    _controller: Dispatcher.DispatchController,
    chunk: Buffer,
  ): void {
    if (this.#outcome) {
      return;
    }
    this.#watchdog.touch();
    this.#queue.push(chunk);
    this.#schedule();
  }

  onResponseEnd(): void {
    this.#finish({ end: 'ended' });
  }

  onResponseError(
    _controller: Dispatcher.DispatchController | undefined,
    error: Error,
  ): void {
    const { where, limits } = this.#options;
    this.#finish({
      error: networkFailure(error, where, limits.connectTimeoutMs),
    });
  }

  #onOverrun(overrun: Overrun): void {
    if (this.#refusal || this.#options.endsByOverrun) {
      this.#finish({ end: overrun });
      this.#hangUp();
      return;
    }
    const { idleMs, totalMs } = this.#options;
    this.#fail(
      'unreachable',
      overrun === 'idle'
        ? `the answer stalled for ${duration(idleMs())}`
        : `the answer was not complete within ${duration(totalMs)}`,
    );
  }

  #fail(kind: KubernetesErrorKind, reason: string): void {
    this.cancel(
      new KubernetesError(kind, reason, { where: this.#options.where }),
    );
  }

  #hangUp(): void {
    this.#controller?.abort(new Error('the exchange is over'));
  }

  #finish(outcome: { end: ExchangeEnd } | { error: unknown }): void {
    if (!this.#outcome) {
      this.#outcome = outcome;
      this.#watchdog.disarm();
      this.#schedule();
    }
  }

  #schedule(): void {
    if (!this.#scheduled && !this.#busy) {
      this.#scheduled = true;
      queueMicrotask(() => {
        this.#scheduled = false;
        this.#pump();
      });
    }
  }

  #pump(): void {
    while (this.#queue.length > 0 && this.#sink) {
      const chunks = this.#queue;
      this.#queue = [];
      try {
        const working = this.#sink(chunks);
        if (working) {
          this.#waitFor(working);
          return;
        }
      } catch (error) {
        this.#onSinkError(error);
      }
    }
    if (this.#outcome) {
      this.#settle(this.#outcome);
    }
  }

  #waitFor(working: Promise<void>): void {
    this.#busy = true;
    this.#controller?.pause();
    this.#watchdog.hold();
    working
      .catch(error => this.#onSinkError(error))
      .then(() => {
        this.#busy = false;
        this.#watchdog.release();
        if (!this.#outcome) {
          this.#controller?.resume();
        }
        this.#pump();
      });
  }

  /** An end that came meanwhile is void: the sink did not accept what came before it. */
  #onSinkError(error: unknown): void {
    if (this.#cancelled) {
      return;
    }
    this.#outcome = undefined;
    this.cancel(error);
  }

  #settle(outcome: { end: ExchangeEnd } | { error: unknown }): void {
    if (this.#refusal && !this.#cancelled) {
      this.#reject(this.#refusal.failure());
    } else if ('error' in outcome) {
      this.#reject(outcome.error);
    } else {
      this.#resolve(outcome.end);
    }
  }
}

function headOf(status: number, { date }: AnswerHeaders): AnswerHead {
  return {
    status,
    ...(typeof date === 'string' ? { date: plainText(date, 64) } : {}),
  };
}
