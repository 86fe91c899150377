import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { KubernetesObject } from '@fleetview/kube-watch';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** A whole answer as JSON. */
export function answer(body: unknown, status = 200): Answer {
  return response => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
}

/** What an API server says when it refuses. */
export function refusal(code: number, reason: string, message: string): Answer {
  return answer(
    {
      apiVersion: 'v1',
      kind: 'Status',
      status: 'Failure',
      code,
      reason,
      message,
    },
    code,
  );
}

const resource = (name: string, kind: string) => ({
  name,
  kind,
  namespaced: true,
  verbs: ['get', 'list', 'watch'],
});

/** One cluster's API, as small as a collector gets along with: Deployments alone. */
export class FakeCluster {
  readonly url: string;
  /** The paths that were asked for. */
  readonly seen: string[] = [];
  /** As they were asked for, with what was asked of them. */
  readonly asked: string[] = [];
  /** The resource versions that watches were opened from. */
  readonly watchedFrom: (string | null)[] = [];
  /** Answers instead of the usual ones, by path. */
  readonly instead = new Map<string, Answer>();
  /** Lists beside the usual ones, by path; their watches are answered as usual. */
  readonly lists = new Map<string, Answer>();
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #watches = new Set<ServerResponse>();
  readonly #bells = new Set<() => void>();
  #objects: KubernetesObject[];
  #version = 100;

  static async start(objects: KubernetesObject[] = []): Promise<FakeCluster> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new FakeCluster(server, objects);
  }

  private constructor(server: Server, objects: KubernetesObject[]) {
    this.#server = server;
    this.#objects = objects;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', (request, response) => this.#serve(request, response));
    server.on('connection', socket => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  /** Says something over every open watch. */
  tell(
    type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK',
    object: KubernetesObject,
  ): void {
    this.#version += 1;
    const line = {
      type,
      object: {
        ...object,
        metadata: {
          ...object.metadata,
          resourceVersion: String(this.#version),
        },
      },
    };
    for (const watch of this.#watches) watch.write(`${JSON.stringify(line)}\n`);
  }

  setObjects(objects: KubernetesObject[]): void {
    this.#objects = objects;
  }

  /** Cuts all connections. */
  cut(): void {
    this.#sockets.forEach(socket => socket.destroy());
  }

  async untilWatched(): Promise<void> {
    while (this.#watches.size === 0) await this.#next();
  }

  async untilUnwatched(): Promise<void> {
    while (this.#watches.size > 0) await this.#next();
  }

  async stop(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #next(): Promise<void> {
    return new Promise(resolve => {
      this.#bells.add(resolve);
    });
  }

  #ring(): void {
    const bells = [...this.#bells];
    this.#bells.clear();
    bells.forEach(wake => wake());
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', this.url);
    this.seen.push(url.pathname);
    this.asked.push(`${url.pathname}${url.search}`);
    const instead = this.instead.get(url.pathname);
    if (instead) {
      instead(response, request);
      return;
    }
    if (url.searchParams.has('sendInitialEvents')) {
      // Not one of those that send lists over the watch.
      refusal(
        422,
        'Invalid',
        'sendInitialEvents is not served',
      )(response, request);
      return;
    }
    if (url.searchParams.has('watch')) {
      this.watchedFrom.push(url.searchParams.get('resourceVersion'));
      response.writeHead(200, { 'content-type': 'application/json' });
      response.flushHeaders();
      this.#watches.add(response);
      response.on('close', () => {
        this.#watches.delete(response);
        this.#ring();
      });
      this.#ring();
      return;
    }
    const usual = this.lists.get(url.pathname) ?? this.#usual()[url.pathname];
    (usual ?? refusal(404, 'NotFound', 'not found'))(response, request);
  }

  #usual(): Record<string, Answer> {
    return {
      '/version': answer({ gitVersion: 'v1.34.2', major: '1', minor: '34' }),
      '/api/v1/namespaces/kube-system': answer({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'kube-system', uid: 'uid-of-kube-system' },
      }),
      '/apis': answer({
        kind: 'APIGroupList',
        groups: [
          {
            name: 'apps',
            versions: [{ groupVersion: 'apps/v1', version: 'v1' }],
            preferredVersion: { groupVersion: 'apps/v1', version: 'v1' },
          },
        ],
      }),
      '/api/v1': answer({
        kind: 'APIResourceList',
        groupVersion: 'v1',
        resources: [],
      }),
      '/apis/apps/v1': answer({
        kind: 'APIResourceList',
        groupVersion: 'apps/v1',
        resources: [resource('deployments', 'Deployment')],
      }),
      '/apis/apps/v1/deployments': answer({
        apiVersion: 'apps/v1',
        kind: 'DeploymentList',
        metadata: { resourceVersion: String(this.#version) },
        items: this.#objects,
      }),
    };
  }
}
