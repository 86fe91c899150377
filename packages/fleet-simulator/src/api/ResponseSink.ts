import { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { createGzip, constants, Gzip, gzipSync } from 'node:zlib';

/** What the transport does to an answer on its way. */
export type SinkOptions = {
  gzip: boolean;
  slow?: { bytes: number; intervalMs: number };
  /** Changes text on its way. */
  rewrite?(text: string): string;
};

/** A reader that leaves more than this unread is cut off, as servers do. */
const MAXIMUM_BACKLOG_BYTES = 64 * 1024 * 1024;

/** Where an answer is written to: the socket, or a worse one if a fault says so. */
export class ResponseSink {
  readonly #response: ServerResponse;
  readonly #options: SinkOptions;
  #gzip: Gzip | undefined;
  #queue: Buffer[] = [];
  #timer: NodeJS.Timeout | undefined;
  #ending = false;

  constructor(response: ServerResponse, options: SinkOptions) {
    this.#response = response;
    this.#options = options;
    response.once('close', () => clearInterval(this.#timer));
  }

  get isClosed(): boolean {
    return this.#response.destroyed || this.#response.writableEnded;
  }

  onClose(listener: () => void): void {
    this.#response.once('close', listener);
  }

  /** Answers in one piece. */
  send(
    status: number,
    headers: OutgoingHttpHeaders,
    body: string | Buffer,
  ): void {
    if (this.isClosed) return;
    const plain =
      typeof body === 'string' ? Buffer.from(this.#rewritten(body)) : body;
    const bytes = this.#options.gzip ? gzipSync(plain) : plain;
    this.#response.writeHead(status, {
      ...headers,
      ...(this.#options.gzip && { 'Content-Encoding': 'gzip' }),
      'Content-Length': bytes.length,
    });
    if (this.#options.slow) {
      this.#trickle(bytes);
      this.#ending = true;
    } else {
      this.#response.end(bytes);
    }
  }

  /** Begins an answer of unknown length. */
  start(status: number, headers: OutgoingHttpHeaders): void {
    if (this.isClosed) return;
    this.#response.writeHead(status, {
      ...headers,
      ...(this.#options.gzip && { 'Content-Encoding': 'gzip' }),
    });
    this.#response.flushHeaders();
    if (this.#options.gzip) {
      this.#gzip = createGzip({ flush: constants.Z_SYNC_FLUSH });
      this.#gzip.on('data', (bytes: Buffer) => this.#emit(bytes));
      this.#gzip.on('end', () => this.#finish());
    }
  }

  write(chunk: string): void {
    if (this.isClosed) return;
    const text = this.#rewritten(chunk);
    if (this.#gzip) this.#gzip.write(text);
    else this.#emit(text);
  }

  end(): void {
    if (this.isClosed) return;
    if (this.#gzip) this.#gzip.end();
    else this.#finish();
  }

  /** Breaks the connection. */
  destroy(): void {
    this.#response.destroy();
  }

  /** Breaks the connection once what was written has gone out. */
  flushAndDestroy(): void {
    this.#response.write('', () => this.#response.destroy());
  }

  /** Calls back when the reader has taken what was written. */
  onceDrained(listener: () => void): void {
    if (this.#response.writableNeedDrain)
      this.#response.once('drain', listener);
    else setImmediate(listener);
  }

  #rewritten(text: string): string {
    return this.#options.rewrite?.(text) ?? text;
  }

  #emit(chunk: string | Buffer): void {
    if (this.#options.slow) {
      this.#trickle(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
      return;
    }
    this.#response.write(chunk);
    if (this.#response.writableLength > MAXIMUM_BACKLOG_BYTES) this.destroy();
  }

  #finish(): void {
    this.#ending = true;
    if (!this.#timer) this.#response.end();
  }

  #trickle(bytes: Buffer): void {
    const { slow } = this.#options;
    if (!slow) return;
    this.#queue.push(bytes);
    this.#timer ??= setInterval(() => {
      const [head] = this.#queue;
      if (head && head.length > 0) {
        this.#response.write(head.subarray(0, slow.bytes));
        this.#queue[0] = head.subarray(slow.bytes);
      }
      if (this.#queue[0]?.length === 0) this.#queue.shift();
      if (this.#queue.length === 0) {
        clearInterval(this.#timer);
        this.#timer = undefined;
        if (this.#ending) this.#response.end();
      }
    }, slow.intervalMs);
  }
}
