import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

type Question = {
  path: string;
  /** Only the Kubernetes plugin asks for objects by label. */
  selector: string | null;
  authorization: string | undefined;
};

/** One cluster's API with Deployments, that remembers what it was asked for and with which token. */
export class ApiServer {
  readonly questions: Question[] = [];
  /** Tokens that it lets in; everybody while there are none. */
  readonly tokens = new Set<string>();
  /** What it answers to the Kubernetes plugin instead of objects. */
  instead: ((response: ServerResponse) => void) | undefined;
  readonly url: string;
  readonly #server: Server;
  readonly #name: string;
  readonly #components: readonly string[];
  readonly #sockets = new Set<Socket>();

  static async start(options: {
    name: string;
    /** What runs there, by its label `backstage.io/kubernetes-id`. */
    components?: readonly string[];
  }): Promise<ApiServer> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new ApiServer(server, options);
  }

  private constructor(
    server: Server,
    options: Parameters<typeof ApiServer.start>[0],
  ) {
    this.#server = server;
    this.#name = options.name;
    this.#components = options.components ?? [];
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', (request, response) => this.#serve(request, response));
    server.on('connection', socket => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  /** What the Kubernetes plugin asked for. */
  get asked(): Question[] {
    return this.questions.filter(({ selector }) => selector !== null);
  }

  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    this.#sockets.forEach(socket => socket.destroy());
    this.#server.close();
    await once(this.#server, 'close');
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    const { authorization } = request.headers;
    const selector = searchParams.get('labelSelector');
    this.questions.push({ path: pathname, selector, authorization });
    const token = authorization?.replace(/^Bearer /, '') ?? '';
    if (this.tokens.size > 0 && !this.tokens.has(token)) {
      answer(response, { kind: 'Status', code: 401 }, 401);
    } else if (selector !== null && this.instead) {
      this.instead(response);
    } else if (searchParams.has('sendInitialEvents')) {
      answer(response, { kind: 'Status', code: 422 }, 422);
    } else if (searchParams.has('watch')) {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.flushHeaders();
    } else if (pathname.endsWith('/deployments')) {
      answer(response, this.#list(selector));
    } else {
      const body = this.#discovery()[pathname];
      if (body) answer(response, body);
      else if (selector !== null) {
        answer(response, { kind: 'List', apiVersion: 'v1', items: [] });
      } else answer(response, { kind: 'Status', code: 404 }, 404);
    }
  }

  #list(selector: string | null) {
    const wanted = selector?.replace('backstage.io/kubernetes-id=', '');
    return {
      apiVersion: 'apps/v1',
      kind: 'DeploymentList',
      metadata: { resourceVersion: '100' },
      items: this.#components
        .filter(name => wanted === undefined || name === wanted)
        .map(name => deployment(this.#name, name)),
    };
  }

  #discovery(): Record<string, unknown> {
    const appsV1 = { groupVersion: 'apps/v1', version: 'v1' };
    return {
      '/version': { gitVersion: 'v1.34.2', major: '1', minor: '34' },
      '/api/v1/namespaces/kube-system': {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'kube-system', uid: `uid-of-${this.#name}` },
      },
      '/apis': {
        kind: 'APIGroupList',
        groups: [
          { name: 'apps', versions: [appsV1], preferredVersion: appsV1 },
        ],
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
}

function answer(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function deployment(cluster: string, name: string) {
  const labels = { app: name, 'backstage.io/kubernetes-id': name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name,
      namespace: 'shop',
      uid: `uid-${cluster}-${name}`,
      resourceVersion: '100',
      generation: 1,
      creationTimestamp: '2026-01-01T00:00:00Z',
      labels,
    },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels },
        spec: {
          containers: [{ name, image: `registry.example/${name}:1.0.0` }],
        },
      },
    },
    status: {
      observedGeneration: 1,
      replicas: 1,
      readyReplicas: 1,
      availableReplicas: 1,
      updatedReplicas: 1,
      conditions: [{ type: 'Available', status: 'True' }],
    },
  };
}
