import type { KubernetesError } from '../errors';
import { ByteCollector } from './ByteCollector';
import type { AnswerHeaders } from './checkAnswer';
import { parseJsonObject } from './parseJson';
import { retryAfterMs } from './retryAfter';
import { statusFailure } from './statusFailure';

// A Status object is a few hundred bytes; what is longer is no help to anyone.
const LONGEST_BODY = 64 * 1024;

/** An answer with an error status. Its body may help to word the error, but is never needed for it. */
export class Refusal {
  readonly #status: number;
  readonly #headers: AnswerHeaders;
  readonly #context: { where: string; redact(text: string): string };
  readonly #body = new ByteCollector();

  private constructor(
    status: number,
    headers: AnswerHeaders,
    context: { where: string; redact(text: string): string },
  ) {
    this.#status = status;
    this.#headers = headers;
    this.#context = context;
  }

  /** Undefined for a status that is no error. */
  static of(
    status: number,
    headers: AnswerHeaders,
    context: { where: string; redact(text: string): string },
  ): Refusal | undefined {
    return status >= 400 ? new Refusal(status, headers, context) : undefined;
  }

  /** @throws KubernetesError what `failure` says, for a body that is too long to wait for */
  gather(chunks: Buffer[]): void {
    for (const chunk of chunks) {
      if (this.#body.length + chunk.length > LONGEST_BODY) {
        this.#body.take();
        throw this.failure();
      }
      this.#body.append(chunk);
    }
  }

  failure(): KubernetesError {
    return statusFailure({
      status: this.#status,
      body: this.#parsedBody(),
      retryAfterMs: retryAfterMs(
        this.#headers['retry-after'],
        this.#headers.date,
      ),
      ...this.#context,
    });
  }

  #parsedBody(): unknown {
    try {
      return parseJsonObject(this.#body.take(), 'the error');
    } catch {
      return undefined;
    }
  }
}
