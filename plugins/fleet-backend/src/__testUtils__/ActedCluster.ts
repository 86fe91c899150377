import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { KubernetesObject } from '@fleetview/kube-watch';

/** What the API server was asked for. */
export type AskedRequest = {
  method: string;
  path: string;
  query: URLSearchParams;
  authorization: string | undefined;
  body: AskedBody | undefined;
};

/** Of what is sent, what tests look at. */
export type AskedBody = {
  metadata?: { resourceVersion?: string };
  spec?: { resourceAttributes?: Record<string, string> };
  [field: string]: unknown;
};

/** How an API server refuses. */
export type Refusing = { code: number; reason: string; message: string };

/** An API server whose objects can be patched, by merging, and watched. */
export class ActedCluster {
  readonly url: string;
  readonly asked: AskedRequest[] = [];
  /** Answers to the question whether something is allowed. */
  allows: (attributes: Record<string, string>) => boolean = () => true;
  /** Why a patch is refused, if it is; may change the object first. */
  onPatch: (path: string) => Refusing | 'hang' | 'cut' | undefined = () =>
    undefined;
  /** Why a read is refused, if it is. */
  onGet: (path: string) => Refusing | 'hang' | undefined = () => undefined;
  /** Whether watches are served. */
  watchable = true;
  readonly #server: Server;
  readonly #objects = new Map<string, KubernetesObject>();
  readonly #watches = new Set<{ path: string; response: ServerResponse }>();
  readonly #sockets = new Set<Socket>();
  /** What was told, so that a watch begins where it is asked to. */
  readonly #told: { version: number; path: string; line: string }[] = [];
  #version = 100;

  static async start(): Promise<ActedCluster> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new ActedCluster(server);
  }

  private constructor(server: Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', (request, response) => {
      void this.#serve(request, response);
    });
    server.on('connection', socket => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  /** @throws Error where there is none */
  get(path: string): KubernetesObject {
    const object = this.#objects.get(path);
    if (!object) throw new Error(`There is nothing at '${path}'.`);
    return object;
  }

  /** Sets an object, or changes it, and tells whoever watches. */
  set(path: string, object: Record<string, unknown>): void {
    this.#version += 1;
    const before = this.#objects.get(path) ?? {};
    const after = merged(merged(before, object), {
      metadata: { resourceVersion: String(this.#version) },
    }) as KubernetesObject;
    this.#objects.set(path, after);
    this.#tell(path, 'MODIFIED', after);
  }

  remove(path: string): void {
    const object = this.#objects.get(path);
    this.#objects.delete(path);
    this.#version += 1;
    if (object) this.#tell(path, 'DELETED', object);
  }

  /** Cuts all connections. */
  cut(): void {
    this.#sockets.forEach(socket => socket.destroy());
  }

  get watchers(): number {
    return this.#watches.size;
  }

  async stop(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #tell(path: string, type: string, object: KubernetesObject): void {
    const line = `${JSON.stringify({ type, object })}\n`;
    this.#told.push({ version: this.#version, path, line });
    for (const watch of this.#watches) {
      if (path.startsWith(`${watch.path}/`)) watch.response.write(line);
    }
  }

  async #serve(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? '/', this.url);
    const { pathname: path, searchParams: query } = url;
    let text = '';
    for await (const chunk of request) text += chunk;
    const body: AskedBody | undefined = text ? JSON.parse(text) : undefined;
    const { method = 'GET' } = request;
    const { authorization } = request.headers;
    this.asked.push({ method, path, query, authorization, body });
    const send = (code: number, answer: unknown) => {
      response.writeHead(code, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer));
    };
    const refuse = ({ code, reason, message }: Refusing) =>
      send(code, {
        apiVersion: 'v1',
        kind: 'Status',
        status: 'Failure',
        code,
        reason,
        message,
      });
    if (path.endsWith('/selfsubjectaccessreviews')) {
      send(201, {
        ...body,
        status: {
          allowed: this.allows(body?.spec?.resourceAttributes ?? {}),
        },
      });
      return;
    }
    if (query.has('watch')) {
      if (!this.watchable) {
        refuse({ code: 403, reason: 'Forbidden', message: 'no watches' });
        return;
      }
      response.writeHead(200, { 'content-type': 'application/json' });
      response.flushHeaders();
      const from = Number(query.get('resourceVersion'));
      for (const told of this.#told) {
        if (told.version > from && told.path.startsWith(`${path}/`)) {
          response.write(told.line);
        }
      }
      const watch = { path, response };
      this.#watches.add(watch);
      response.on('close', () => this.#watches.delete(watch));
      return;
    }
    const how = method === 'PATCH' ? this.onPatch(path) : this.onGet(path);
    if (how === 'hang') return;
    if (how === 'cut') {
      request.socket.destroy();
      return;
    }
    if (how) {
      refuse(how);
      return;
    }
    const object = this.#objects.get(path);
    if (!object) {
      refuse({ code: 404, reason: 'NotFound', message: 'not found' });
      return;
    }
    if (method === 'PATCH') {
      const wanted = body?.metadata?.resourceVersion;
      if (wanted && wanted !== object.metadata.resourceVersion) {
        refuse({ code: 409, reason: 'Conflict', message: 'it was modified' });
        return;
      }
      this.set(path, body ?? {});
    }
    send(200, this.#objects.get(path));
  }
}

function merged(value: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) return patch;
  const base = isRecord(value) ? { ...value } : {};
  for (const [key, inner] of Object.entries(patch)) {
    if (inner === null) delete base[key];
    else base[key] = merged(base[key], inner);
  }
  return base;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
