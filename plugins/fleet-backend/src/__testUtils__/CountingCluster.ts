import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** As measured on real clusters: half of an object is what managers own of it. */
const OBJECT_BYTES = 5_800;

const DEPLOYMENTS = '/apis/apps/v1/deployments';

/** What a cluster was asked for, and how many bytes it gave. */
export type ClusterCounters = {
  requests: number;
  lists: number;
  watches: number;
  bytes: number;
};

type Release = { release: number; resourceVersion: number; touches: number };

/** A cluster of Deployments that counts what it is asked for. */
export class CountingCluster {
  readonly url: string;
  readonly counters: ClusterCounters = {
    requests: 0,
    lists: 0,
    watches: 0,
    bytes: 0,
  };
  readonly #number: number;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #watches = new Set<ServerResponse>();
  readonly #objects: Release[];
  #version = 1_000;

  static async start(options: {
    number: number;
    objects: number;
  }): Promise<CountingCluster> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new CountingCluster(server, options);
  }

  private constructor(
    server: Server,
    options: Parameters<typeof CountingCluster.start>[0],
  ) {
    this.#server = server;
    this.#number = options.number;
    this.#objects = Array.from({ length: options.objects }, (_, index) => ({
      release: 1,
      resourceVersion: 100 + index,
      touches: 0,
    }));
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', (request, response) => this.#serve(request, response));
    server.on('connection', socket => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  /** An object gets another release to run. */
  change(index: number): void {
    this.#objects[index].release += 1;
    this.#tell(index);
  }

  /** An object gets another resourceVersion, and says nothing else. */
  touch(index: number): void {
    this.#objects[index].touches += 1;
    this.#tell(index);
  }

  async stop(): Promise<void> {
    this.#sockets.forEach(socket => socket.destroy());
    this.#server.close();
    await once(this.#server, 'close');
  }

  #tell(index: number): void {
    this.#version += 1;
    this.#objects[index].resourceVersion = this.#version;
    const line = `${JSON.stringify({
      type: 'MODIFIED',
      object: this.#object(index),
    })}\n`;
    for (const watch of this.#watches) {
      this.counters.bytes += line.length;
      watch.write(line);
    }
  }

  #object(index: number): Record<string, unknown> {
    const { release, resourceVersion, touches } = this.#objects[index];
    const managed = {
      manager: `controller-${touches}`,
      operation: 'Update',
      fieldsType: 'FieldsV1',
      fieldsV1: { 'f:spec': { padding: 'm'.repeat(OBJECT_BYTES / 2 - 120) } },
    };
    return {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        name: `web-${index}`,
        namespace: `team-${index % 5}`,
        uid: `uid-${this.#number}-${index}`,
        resourceVersion: String(resourceVersion),
        annotations: { padding: 'p'.repeat(OBJECT_BYTES / 2 - 200) },
        managedFields: [managed],
      },
      spec: { version: `1.0.${release}` },
    };
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    this.counters.requests += 1;
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    if (pathname === DEPLOYMENTS && searchParams.has('watch')) {
      this.counters.watches += 1;
      if (searchParams.has('sendInitialEvents')) {
        this.#answer(response, { kind: 'Status', code: 422 }, 422);
        return;
      }
      response.writeHead(200, { 'content-type': 'application/json' });
      response.flushHeaders();
      this.#watches.add(response);
      response.on('close', () => this.#watches.delete(response));
      return;
    }
    const body =
      pathname === DEPLOYMENTS
        ? this.#list(searchParams)
        : discovery(this.#number)[pathname];
    if (body) this.#answer(response, body);
    else this.#answer(response, { kind: 'Status', code: 404 }, 404);
  }

  #answer(response: ServerResponse, body: unknown, status = 200): void {
    const text = JSON.stringify(body);
    this.counters.bytes += text.length;
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(text);
  }

  #list(query: URLSearchParams): Record<string, unknown> {
    this.counters.lists += 1;
    const from = Number(query.get('continue') ?? 0);
    const to = Math.min(
      this.#objects.length,
      from + Number(query.get('limit') ?? this.#objects.length),
    );
    return {
      apiVersion: 'apps/v1',
      kind: 'DeploymentList',
      metadata: {
        resourceVersion: String(this.#version),
        ...(to < this.#objects.length ? { continue: String(to) } : {}),
      },
      items: Array.from({ length: to - from }, (_, index) =>
        this.#object(from + index),
      ),
    };
  }
}

function discovery(number: number): Record<string, unknown> {
  const appsV1 = { groupVersion: 'apps/v1', version: 'v1' };
  return {
    '/version': { gitVersion: 'v1.34.2', major: '1', minor: '34' },
    '/api/v1/namespaces/kube-system': {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'kube-system', uid: `uid-of-cluster-${number}` },
    },
    '/apis': {
      kind: 'APIGroupList',
      groups: [{ name: 'apps', versions: [appsV1], preferredVersion: appsV1 }],
    },
    '/api/v1': { kind: 'APIResourceList', groupVersion: 'v1', resources: [] },
    '/apis/apps/v1': {
      kind: 'APIResourceList',
      groupVersion: 'apps/v1',
      resources: [
        {
          name: 'deployments',
          kind: 'Deployment',
          namespaced: true,
          verbs: ['get', 'list', 'watch'],
        },
      ],
    },
  };
}
