import http from 'node:http';
import https from 'node:https';
import { AddressInfo, Socket } from 'node:net';
import { intercept } from '../faults/intercept';
import { ApiContext, ApiRequest } from './ApiContext';
import { handleRequest, sendError } from './handleRequest';
import { parsePath } from './requestPath';
import { ResponseSink } from './ResponseSink';
import { ApiError } from './status';

/** A certificate and its key, both PEM. */
export type ServerCertificate = { certificate: string; key: string };

const MAXIMUM_BODY_BYTES = 3 * 1024 * 1024;

async function readBody(request: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > MAXIMUM_BODY_BYTES) {
      throw new ApiError(
        413,
        'RequestEntityTooLarge',
        `Request entity too large: limit is ${MAXIMUM_BODY_BYTES}`,
      );
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * The listener of one cluster. Its port stays the same for its whole life, also
 * while it refuses connections.
 */
export class ApiServer {
  readonly #context: ApiContext;
  readonly #certificate: ServerCertificate | undefined;
  readonly #sockets = new Set<Socket>();
  #server: http.Server | undefined;
  #port: number;

  constructor(
    context: ApiContext,
    port: number,
    certificate?: ServerCertificate,
  ) {
    this.#context = context;
    this.#port = port;
    this.#certificate = certificate;
  }

  /** The port; 0 before the first `listen` if any will do. */
  get port(): number {
    return this.#port;
  }

  /** The base URL of the API. */
  get url(): string {
    const scheme = this.#certificate ? 'https' : 'http';
    return `${scheme}://127.0.0.1:${this.#port}`;
  }

  get isListening(): boolean {
    return this.#server?.listening ?? false;
  }

  /** Opens the listener; a no-op if it is open. */
  async listen(): Promise<void> {
    if (this.#server) return;
    const listener = (
      request: http.IncomingMessage,
      response: http.ServerResponse,
    ) => {
      void this.#answer(request, response);
    };
    const server = this.#certificate
      ? https.createServer(
          { cert: this.#certificate.certificate, key: this.#certificate.key },
          listener,
        )
      : http.createServer(listener);
    // Watches may be quiet for long.
    server.requestTimeout = 0;
    server.keepAliveTimeout = 65_000;
    server.on(this.#certificate ? 'secureConnection' : 'connection', socket =>
      this.#track(socket as Socket),
    );
    server.on('connection', socket => this.#track(socket));
    this.#server = server;
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(this.#port, '127.0.0.1', () => {
          server.off('error', reject);
          resolve();
        });
      });
    } catch (error) {
      this.#server = undefined;
      throw error;
    }
    this.#port = (server.address() as AddressInfo).port;
  }

  /** Closes the listener and destroys all sockets; the port is kept in mind. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    const closed = new Promise<void>(resolve => {
      server.close(() => resolve());
    });
    this.cut();
    await closed;
  }

  /** Destroys all open sockets. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
  }

  #track(socket: Socket): void {
    if (!this.#server) {
      socket.destroy();
      return;
    }
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
  }

  async #answer(
    message: http.IncomingMessage,
    response: http.ServerResponse,
  ): Promise<void> {
    const { faults, store, authorizer } = this.#context;
    const url = new URL(message.url ?? '/', 'http://localhost');
    const parsed = parsePath(store.registry, url.pathname);
    const target = {
      resource: parsed.kind === 'resource' ? parsed.type.plural : undefined,
    };
    const slow = faults.meet('slow', target);
    const sink = new ResponseSink(response, {
      gzip: faults.meet('gzip', target) !== undefined,
      slow: slow && { bytes: slow.bytes, intervalMs: slow.intervalMs },
    });
    try {
      if (intercept(faults, target, sink)) return;
      const request: ApiRequest = {
        method: message.method ?? 'GET',
        path: url.pathname,
        query: url.searchParams,
        headers: message.headers,
        identity: authorizer.authenticate(message.headers.authorization),
        sink,
        readBody: () => readBody(message),
      };
      await handleRequest(this.#context, request);
    } catch (error) {
      sendError({ sink }, error);
    }
  }
}
