import type { ServerResponse } from 'node:http';
import type { Reply } from './FakeServer';

type Headers = Record<string, string | number>;

/** A whole answer. Strings are sent as they are, everything else as JSON. */
export function answer(
  body: unknown,
  options: { status?: number; headers?: Headers } = {},
): Reply {
  return response => {
    response.writeHead(options.status ?? 200, {
      'content-type': 'application/json',
      ...options.headers,
    });
    response.end(
      typeof body === 'string' || Buffer.isBuffer(body)
        ? body
        : JSON.stringify(body),
    );
  };
}

/** A `Status`, as API servers send it with errors. */
export function status(
  code: number,
  reason: string,
  message: string,
  headers?: Headers,
): Reply {
  return answer(statusObject(code, reason, message), { status: code, headers });
}

export function statusObject(code: number, reason: string, message: string) {
  return {
    apiVersion: 'v1',
    kind: 'Status',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    code,
  };
}

/** Takes the request and never says a word. */
export const silence: Reply = () => {};

/** Ends the connection without an answer. */
export const cut: Reply = response => {
  response.socket?.destroy();
};

/** An answer that a test writes piece by piece. */
export class LiveReply {
  readonly opened: Promise<void>;
  /** Resolves when the other side is gone, or the answer at its end. */
  readonly closed: Promise<void>;
  readonly #headers: Headers;
  #response?: ServerResponse;
  #onOpened: () => void = () => {};
  #onClosed: () => void = () => {};

  constructor(headers: Headers = { 'content-type': 'application/json' }) {
    this.#headers = headers;
    this.opened = new Promise(resolve => {
      this.#onOpened = resolve;
    });
    this.closed = new Promise(resolve => {
      this.#onClosed = resolve;
    });
  }

  readonly reply: Reply = response => {
    this.#response = response;
    response.on('close', () => this.#onClosed());
    response.writeHead(200, this.#headers);
    response.flushHeaders();
    this.#onOpened();
  };

  /** One line per value. */
  lines(...values: unknown[]): void {
    this.write(values.map(value => `${JSON.stringify(value)}\n`).join(''));
  }

  write(bytes: string | Buffer): void {
    this.#response?.write(bytes);
  }

  /** Bytes written that the other side has not taken yet. */
  waitingBytes(): number {
    return this.#response?.writableLength ?? 0;
  }

  end(): void {
    this.#response?.end();
  }

  cut(): void {
    this.#response?.socket?.destroy();
  }
}
