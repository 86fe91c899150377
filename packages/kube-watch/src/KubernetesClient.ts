import { checkObject } from './api/checkObject';
import { discover } from './api/discover';
import { list } from './api/list';
import { listSome } from './api/listSome';
import { objectPath } from './api/paths';
import { queryOf } from './api/queryOf';
import { readVersion } from './api/version';
import { watch } from './api/watch';
import type { ByteBudget } from './ByteBudget';
import { systemClock } from './clock';
import { resolveConnection } from './connection';
import { KubernetesError } from './errors';
import { resolveLimits } from './limits';
import { Transport } from './transport/Transport';
import type {
  AnswerHead,
  Clock,
  DiscoverOptions,
  Discovery,
  GetObjectOptions,
  KubernetesClientOptions,
  KubernetesLimits,
  KubernetesObject,
  KubernetesResource,
  KubernetesVersion,
  ListOptions,
  ListResult,
  ListSomeOptions,
  ListSomeResult,
  PatchOptions,
  RequestOptions,
  WatchOptions,
  WatchResult,
} from './types';

/** Without a second choice: whoever cannot send metadata alone is not to send the rest. */
const METADATA = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';

type Parts = {
  transport: Transport;
  limits: KubernetesLimits;
  clock: Clock;
  random(): number;
  byteBudget?: ByteBudget;
};

/**
 * One API server. Every method rejects with a {@link KubernetesError}, and with nothing else, for whatever the server, the
 * network or the connection's settings do wrong; errors of the caller's own callbacks pass through as they are.
 *
 * What a cluster sends is checked before it is handed on and bounded in size and time. Redirects are never followed.
 *
 * @public
 */
export class KubernetesClient {
  readonly #parts: Parts;

  private constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Opens no connection yet.
   *
   * @throws KubernetesError `invalid`, naming the setting, for a connection or limit that cannot be meant
   */
  static create(options: KubernetesClientOptions): KubernetesClient {
    const {
      clock = systemClock,
      random = Math.random,
      userAgent = 'fleetview-kube-watch',
    } = options;
    const limits = resolveLimits(options.limits);
    const connection = resolveConnection(options.connection);
    return new KubernetesClient({
      transport: Transport.create({
        connection,
        limits,
        clock,
        userAgent,
        onRequestEnd: options.onRequestEnd,
      }),
      limits,
      clock,
      random,
      byteBudget: options.byteBudget,
    });
  }

  /**
   * Reads a whole collection, page by page. Resolves only if all of it was had and every part of it was valid.
   */
  async list(
    resource: KubernetesResource,
    options: ListOptions,
  ): Promise<ListResult> {
    return list(this.#parts, resource, options);
  }

  /**
   * Reads the first objects of a collection, in one request.
   */
  async listSome(
    resource: KubernetesResource,
    options: ListSomeOptions,
  ): Promise<ListSomeResult> {
    return listSome(this.#parts, resource, options);
  }

  /**
   * Follows changes. Resolves when the server closes the watch or it falls silent: open it again from the resource version
   * in the result. Rejects with `expired` when that is no longer possible and a list is needed.
   */
  async watch(
    resource: KubernetesResource,
    options: WatchOptions,
  ): Promise<WatchResult> {
    return watch(this.#parts, resource, options);
  }

  /** Which resources the server serves, of the groups asked for. */
  async discover(options: DiscoverOptions): Promise<Discovery> {
    return discover(this.#parts, options);
  }

  /** The server's version. */
  async version(
    options: RequestOptions & { onHead?: (head: AnswerHead) => void } = {},
  ): Promise<KubernetesVersion> {
    return readVersion(await this.getJson('/version', options));
  }

  /** One object. */
  async getObject(
    resource: KubernetesResource,
    options: GetObjectOptions,
  ): Promise<KubernetesObject> {
    const answer = await this.getJson(objectPath(resource, options), options);
    return checkObject(answer, { resource });
  }

  /**
   * Any JSON object of bounded size.
   *
   * @param path - below the server's base path, from its first slash; may carry a query
   * @param options.maxBytes - in place of the limit `maxSmallBodyBytes`
   * @param options.timeoutMs - for the head and for the whole, in place of the limits `headersTimeoutMs` and `requestTimeoutMs`
   * @param options.onBytes - is told how long the answer is, before it is parsed
   * @param options.onHead - is told of the head of the answer, also of one that is refused
   * @param options.metadataOnly - asks for the metadata of an object, and nothing else of it
   */
  async getJson(
    path: string,
    options: RequestOptions & {
      maxBytes?: number;
      timeoutMs?: number;
      onBytes?: (bytes: number) => void;
      onHead?: (head: AnswerHead) => void;
      metadataOnly?: boolean;
    } = {},
  ): Promise<Record<string, unknown>> {
    const { transport, limits } = this.#parts;
    return transport.requestJson(
      {
        method: 'GET',
        ...splitPath(path),
        signal: options.signal,
        onHead: options.onHead,
        ...(options.metadataOnly ? { accept: METADATA } : {}),
      },
      {
        maxBytes: options.maxBytes ?? limits.maxSmallBodyBytes,
        totalMs: options.timeoutMs ?? limits.requestTimeoutMs,
        headersMs: options.timeoutMs,
        onBytes: options.onBytes,
      },
    );
  }

  /**
   * Changes one object; see `objectPath` for its path. Not repeated on failure: an `unreachable` leaves open whether the
   * change was made.
   */
  async patch(
    path: string,
    options: PatchOptions,
  ): Promise<Record<string, unknown>> {
    const { transport, limits } = this.#parts;
    const target = splitPath(path);
    return transport.requestJson(
      {
        method: 'PATCH',
        path: target.path,
        query: queryOf(
          {
            fieldManager: options.fieldManager,
            force: options.force ? 'true' : undefined,
            dryRun: options.dryRun ? 'All' : undefined,
          },
          target.query,
        ),
        contentType: options.contentType,
        body: JSON.stringify(options.body),
        signal: options.signal,
      },
      { maxBytes: limits.maxSmallBodyBytes, totalMs: limits.requestTimeoutMs },
    );
  }

  /**
   * Asks the server something by creating an object that it answers and does not keep, such as a `SelfSubjectAccessReview`.
   *
   * @param path - of the collection
   */
  async review(
    path: string,
    options: RequestOptions & { body: unknown },
  ): Promise<Record<string, unknown>> {
    const { transport, limits } = this.#parts;
    return transport.requestJson(
      {
        method: 'POST',
        ...splitPath(path),
        contentType: 'application/json',
        body: JSON.stringify(options.body),
        signal: options.signal,
      },
      { maxBytes: limits.maxSmallBodyBytes, totalMs: limits.requestTimeoutMs },
    );
  }

  /** Ends everything under way with `aborted` and closes all connections. */
  async close(): Promise<void> {
    await this.#parts.transport.close();
  }
}

const SAFE_PATH = /^(?:\/[A-Za-z0-9._~!$&'()*+,;=:@%-]+)+\/?$/;

const CLIMBS = /\/(?:\.|%2e){1,2}(?:\/|$)/i;

function splitPath(pathAndQuery: string): {
  path: string;
  query: URLSearchParams;
} {
  const mark = pathAndQuery.indexOf('?');
  const path = mark === -1 ? pathAndQuery : pathAndQuery.slice(0, mark);
  if (!SAFE_PATH.test(path) || CLIMBS.test(path)) {
    throw new KubernetesError('invalid', 'not a path of an API server');
  }
  const query = mark === -1 ? '' : pathAndQuery.slice(mark + 1);
  return { path, query: new URLSearchParams(query) };
}
