import http from 'node:http';
import https from 'node:https';
import { AddressInfo, createServer, Server, Socket } from 'node:net';
import { intercept } from '../faults/intercept';
import { slowSocket } from '../faults/slowSocket';
import { decodeRevision, encodeRevisions } from '../faults/revisions';
import { ApiContext, ApiRequest, isTrue } from './ApiContext';
import { handleIngress } from './handleIngress';
import { handleRequest, sendError } from './handleRequest';
import { parsePath } from './requestPath';
import { ResponseSink } from './ResponseSink';
import { ApiError, notServed } from './status';

/** A certificate and its key, both PEM. */
export type ServerCertificate = { certificate: string; key: string };

/** So that a character falls into two pieces sooner or later. */
const SPLIT = { bytes: 61, intervalMs: 1 };

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
  readonly #sockets = new Set<Socket>();
  #certificate: ServerCertificate | undefined;
  /** Accepts, and decides what becomes of a connection before HTTP sees it. */
  #listener: Server | undefined;
  #server: http.Server | https.Server | undefined;
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
    return this.#listener?.listening ?? false;
  }

  /** Sockets that are open now. */
  get openSockets(): number {
    return this.#sockets.size;
  }

  /** Shows another certificate from now on; connections that are open end. */
  useCertificate(certificate: ServerCertificate): void {
    this.#certificate = certificate;
    if (this.#server instanceof https.Server) {
      this.#server.setSecureContext({
        cert: certificate.certificate,
        key: certificate.key,
      });
    }
    this.cut();
  }

  /** Opens the listener; a no-op if it is open. */
  async listen(): Promise<void> {
    if (this.#listener) return;
    const answer = (
      request: http.IncomingMessage,
      response: http.ServerResponse,
    ) => {
      void this.#answer(request, response);
    };
    const server = this.#certificate
      ? https.createServer(
          { cert: this.#certificate.certificate, key: this.#certificate.key },
          answer,
        )
      : http.createServer(answer);
    // Watches may be quiet for long.
    server.requestTimeout = 0;
    server.keepAliveTimeout = 65_000;
    // Connections come from the listener below; each is destroyed with it.
    server.on('tlsClientError', (_error, socket) => socket.destroy());
    const listener = createServer({ noDelay: true }, socket =>
      this.#accept(socket),
    );
    this.#server = server;
    this.#listener = listener;
    try {
      await new Promise<void>((resolve, reject) => {
        listener.once('error', reject);
        listener.listen(this.#port, '127.0.0.1', () => {
          listener.off('error', reject);
          resolve();
        });
      });
    } catch (error) {
      this.#listener = undefined;
      this.#server = undefined;
      throw error;
    }
    this.#port = (listener.address() as AddressInfo).port;
  }

  /** Closes the listener and destroys all sockets; the port is kept in mind. */
  async close(): Promise<void> {
    const listener = this.#listener;
    this.#listener = undefined;
    this.#server = undefined;
    if (!listener) return;
    const closed = new Promise<void>(resolve => {
      listener.close(() => resolve());
    });
    this.cut();
    await closed;
  }

  /** Destroys all open sockets. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
  }

  #accept(socket: Socket): void {
    const server = this.#server;
    if (!server) {
      socket.destroy();
      return;
    }
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    socket.on('error', () => {});
    const { faults } = this.#context;
    if (faults.has('half-open')) {
      socket.pause();
      return;
    }
    const slow = faults.peek('slow-socket', {});
    server.emit('connection', slow ? slowSocket(socket, slow) : socket);
  }

  async #answer(
    message: http.IncomingMessage,
    response: http.ServerResponse,
  ): Promise<void> {
    const { faults, store, authorizer, services } = this.#context;
    const url = new URL(message.url ?? '/', 'http://localhost');
    const parsed = parsePath(store.registry, url.pathname);
    const target = {
      resource: parsed.kind === 'resource' ? parsed.type.plural : undefined,
      version: parsed.kind === 'resource' ? parsed.type.version : undefined,
    };
    const isWatch = isTrue(url.searchParams.get('watch'));
    const isSplit = isWatch && faults.peek('lines', target)?.form === 'split';
    const slow = faults.meet('slow', target) ?? (isSplit ? SPLIT : undefined);
    const revisions = faults.peek('revisions', target);
    const sink = new ResponseSink(response, {
      gzip: faults.meet('gzip', target) !== undefined,
      slow: slow && { bytes: slow.bytes, intervalMs: slow.intervalMs },
      ...(revisions && {
        rewrite: text => encodeRevisions(text, revisions.form),
      }),
    });
    const clock = faults.peek('clock', target);
    if (clock) {
      response.setHeader(
        'Date',
        new Date(Date.now() + clock.offsetMs).toUTCString(),
      );
    }
    try {
      if (intercept(faults, target, sink)) return;
      if (faults.peek('not-served', target) && parsed.kind === 'resource') {
        throw notServed();
      }
      const asked = url.searchParams.get('resourceVersion');
      if (revisions && asked) {
        url.searchParams.set(
          'resourceVersion',
          decodeRevision(asked, revisions.form),
        );
      }
      const request: Omit<ApiRequest, 'identity'> = {
        method: message.method ?? 'GET',
        path: url.pathname,
        query: url.searchParams,
        headers: message.headers,
        sink,
        readBody: () => readBody(message),
      };
      const door = services.findExposed(url.pathname);
      if (door) {
        await handleIngress(request, door);
        return;
      }
      const identity = authorizer.authenticate(message.headers.authorization);
      await handleRequest(this.#context, { ...request, identity });
    } catch (error) {
      sendError({ sink }, error);
    }
  }
}
