import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

export type Reply = (
  response: ServerResponse,
  request: IncomingMessage,
) => void;

export type SeenRequest = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: string;
};

/**
 * An API server that answers what it is told: one reply per request, in order. A request without a reply left gets HTTP 500,
 * which no test expects.
 */
export class FakeServer {
  /** Every request so far. */
  readonly seen: SeenRequest[] = [];
  readonly url: string;
  /** Connections that were ever opened. */
  opened = 0;
  readonly #replies: Reply[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #server: ReturnType<typeof createServer>;
  readonly #onSeen = new Set<() => void>();

  private constructor(
    server: ReturnType<typeof createServer>,
    scheme: 'http' | 'https',
  ) {
    const { port } = server.address() as AddressInfo;
    this.#server = server;
    this.url = `${scheme}://127.0.0.1:${port}`;
    server.on('request', this.#onRequest);
    server.on('connection', socket => {
      this.opened += 1;
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  static async start(tls?: { key: string; cert: string }): Promise<FakeServer> {
    const server = tls ? createTlsServer(tls) : createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new FakeServer(server, tls ? 'https' : 'http');
  }

  /** What to answer to the next requests. */
  reply(...replies: Reply[]): this {
    this.#replies.push(...replies);
    return this;
  }

  /** Resolves when this many requests have come in all. */
  async untilSeen(count: number): Promise<void> {
    await new Promise<void>(resolve => {
      const look = () => {
        if (this.seen.length >= count) {
          this.#onSeen.delete(look);
          resolve();
        }
      };
      this.#onSeen.add(look);
      look();
    });
  }

  /** Connections that are open now. */
  get connections(): number {
    return this.#sockets.size;
  }

  async stop(): Promise<void> {
    this.#sockets.forEach(socket => socket.destroy());
    this.#server.close();
    await once(this.#server, 'close');
  }

  readonly #onRequest: RequestListener = async (request, response) => {
    const reply =
      this.#replies.shift() ??
      (() => {
        response.writeHead(500).end();
      });
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const url = new URL(request.url ?? '/', this.url);
    this.seen.push({
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
    });
    this.#onSeen.forEach(look => look());
    reply(response, request);
  };
}
