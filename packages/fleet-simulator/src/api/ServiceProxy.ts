import { IncomingHttpHeaders } from 'node:http';

/** A request that reached a service through the API server. @public */
export type ServiceRequest = {
  method: string;
  /** Begins with a slash. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: string;
};

/** A service's answer; an object as body is sent as JSON. @public */
export type ServiceResponse = {
  status?: number;
  headers?: Record<string, string>;
  body: string | object;
};

/** What stands behind a service of the simulation. @public */
export type ServiceHandler = (
  request: ServiceRequest,
) => ServiceResponse | Promise<ServiceResponse>;

/** The services of one cluster that answer. */
export class ServiceProxy {
  readonly #handlers = new Map<string, ServiceHandler>();
  /** Which of them are reached from outside too, and with which token. */
  readonly #tokens = new Map<string, string>();

  /** Lets a service answer; `port` is a number or the port's name. */
  register(
    namespace: string,
    name: string,
    port: string | number,
    handler: ServiceHandler,
  ): void {
    this.#handlers.set(`${namespace}/${name}:${port}`, handler);
  }

  /** Lets a service answer from outside too, below `/ingress/NAMESPACE/NAME`, to whoever has the token. */
  expose(
    namespace: string,
    name: string,
    port: string | number,
    token: string,
  ): void {
    this.#tokens.set(`${namespace}/${name}:${port}`, token);
  }

  /** Finds what a path from outside leads to. */
  findExposed(
    pathname: string,
  ): { handler: ServiceHandler; token: string; path: string } | undefined {
    const match = /^\/ingress\/([^/]+\/[^/]+)(\/.*)$/.exec(pathname);
    if (!match) return undefined;
    const [, target, path] = match;
    for (const [key, token] of this.#tokens) {
      const handler = this.#handlers.get(key);
      if (handler && key.startsWith(`${target}:`)) {
        return { handler, token, path };
      }
    }
    return undefined;
  }

  /** Finds by `[scheme:]name[:port]` as it stands in the path. */
  find(namespace: string, target: string): ServiceHandler | undefined {
    const parts = target.split(':');
    if (parts.length === 3) parts.shift();
    const [name, port] = parts;
    if (port) return this.#handlers.get(`${namespace}/${name}:${port}`);
    const prefix = `${namespace}/${name}:`;
    for (const [key, handler] of this.#handlers) {
      if (key.startsWith(prefix)) return handler;
    }
    return undefined;
  }
}
