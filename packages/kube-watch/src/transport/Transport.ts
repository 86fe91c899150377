import { setImmediate as nextTurn } from 'node:timers/promises';
import { Pool } from 'undici';
import type { ResolvedConnection } from '../connection';
import { KubernetesError } from '../errors';
import { duration, plainText, size } from '../text';
import type {
  AnswerHead,
  Clock,
  KubernetesClientOptions,
  KubernetesLimits,
} from '../types';
import { ByteCollector } from './ByteCollector';
import { createConnector } from './connector';
import { Exchange, type BodySink, type ExchangeEnd } from './Exchange';
import { Gate } from './Gate';
import { parseJsonObject } from './parseJson';

export type TransportOptions = {
  connection: ResolvedConnection;
  limits: KubernetesLimits;
  clock: Clock;
  userAgent: string;
  onRequestEnd?: KubernetesClientOptions['onRequestEnd'];
};

export type TransportRequest = {
  method: 'GET' | 'PATCH' | 'POST';
  /** Path below the server's base path, without query. */
  path: string;
  query?: URLSearchParams;
  accept?: string;
  contentType?: string;
  body?: string;
  signal?: AbortSignal;
  /** Told of the head of the answer, whatever it is. */
  onHead?: (head: AnswerHead) => void;
};

export type TransportStream = TransportRequest & {
  idleMs: () => number;
  totalMs: number;
  open(redact: (text: string) => string): BodySink;
};

const JSON_ONLY = 'application/json';

/**
 * All exchanges with one API server: one pool of HTTP/1.1 connections, one credential, one set of limits. Watches have a
 * connection each; other requests share a bounded number, so that a watch never waits for lists, nor a list for watches.
 */
export class Transport {
  readonly #options: TransportOptions;
  readonly #pool: Pool;
  readonly #gate: Gate;
  readonly #closing = new AbortController();
  #streams = 0;

  private constructor(options: TransportOptions) {
    const { connection, limits } = options;
    this.#options = options;
    this.#gate = new Gate(limits.connections);
    this.#pool = new Pool(connection.origin, {
      connect: createConnector(connection, {
        timeoutMs: limits.connectTimeoutMs,
      }),
      connections: null,
      allowH2: false,
      pipelining: 1,
      // Each exchange guards its own time, on a clock that tests can hold.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  static create(options: TransportOptions): Transport {
    return new Transport(options);
  }

  /** The body of a bounded answer. */
  async requestJson(
    request: TransportRequest,
    bounds: {
      maxBytes: number;
      totalMs: number;
      headersMs?: number;
      onBytes?: (bytes: number) => void;
    },
  ): Promise<Record<string, unknown>> {
    const body = new ByteCollector();
    await this.read(request, {
      totalMs: bounds.totalMs,
      headersMs: bounds.headersMs,
      sink: chunks => {
        for (const chunk of chunks) {
          if (body.length + chunk.length > bounds.maxBytes) {
            throw new KubernetesError(
              'invalid',
              `answered more than ${size(bounds.maxBytes)}`,
            );
          }
          body.append(chunk);
        }
      },
    });
    bounds.onBytes?.(body.length);
    try {
      return parseJsonObject(body.take(), 'the answer');
    } catch (error) {
      throw located(error, whereOf(request));
    }
  }

  /** An answer that has to come to its end within a time, handed on while it comes. Waits its turn among others of its sort. */
  async read(
    request: TransportRequest,
    answer: { totalMs: number; headersMs?: number; sink: BodySink },
  ): Promise<void> {
    const leave = await this.#enter(request.signal);
    try {
      await this.#exchange(request, {
        idleMs: () => this.#options.limits.bodyIdleMs,
        totalMs: answer.totalMs,
        headersMs: answer.headersMs,
        endsByOverrun: false,
        open: () => answer.sink,
      });
    } catch (error) {
      throw located(error, whereOf(request));
    } finally {
      leave();
    }
  }

  /** An answer of any length, handed on while it comes. Errors of the sink that are not of this package pass through. */
  async stream(request: TransportStream): Promise<ExchangeEnd> {
    const { idleMs, totalMs, open } = request;
    const { maxWatches } = this.#options.limits;
    if (this.#streams >= maxWatches) {
      throw new KubernetesError(
        'invalid',
        `more than ${maxWatches} watches at a time: see the limit 'maxWatches'`,
        { where: whereOf(request) },
      );
    }
    this.#streams += 1;
    try {
      return await this.#exchange(request, {
        idleMs,
        totalMs,
        endsByOverrun: true,
        open,
      });
    } catch (error) {
      throw located(error, whereOf(request));
    } finally {
      this.#streams -= 1;
    }
  }

  /** Ends all exchanges with `aborted` and closes all connections. */
  async close(): Promise<void> {
    this.#closing.abort(
      new KubernetesError('aborted', 'the client was closed'),
    );
    await this.#pool.destroy();
  }

  async #enter(signal?: AbortSignal): Promise<() => void> {
    this.#closing.signal.throwIfAborted();
    try {
      return await this.#gate.enter(signal);
    } catch (cause) {
      throw stopped(cause);
    }
  }

  async #exchange(
    request: TransportRequest,
    answer: {
      idleMs: () => number;
      totalMs: number;
      headersMs?: number;
      endsByOverrun: boolean;
      open(redact: (text: string) => string): BodySink;
    },
  ): Promise<ExchangeEnd> {
    const { connection, limits, clock, userAgent } = this.#options;
    const token = await this.#token(request.signal);
    const redact = (text: string) =>
      token ? text.replaceAll(token, '[token]') : text;
    const exchange = new Exchange({
      where: whereOf(request),
      clock,
      limits,
      accepted: request.method === 'GET' ? [200] : [200, 201],
      onHead: request.onHead,
      ...answer,
      open: () => answer.open(redact),
      redact,
    });
    const unlink = [
      onAbort(request.signal, cause => exchange.cancel(stopped(cause))),
      onAbort(this.#closing.signal, reason => exchange.cancel(reason)),
    ];
    try {
      this.#pool.dispatch(
        {
          method: request.method,
          path: pathAndQuery(connection.basePath + request.path, request.query),
          headers: {
            accept: request.accept ?? JSON_ONLY,
            'accept-encoding': 'identity',
            'user-agent': userAgent,
            ...(token ? { authorization: `Bearer ${token}` } : {}),
            ...(request.contentType
              ? { 'content-type': request.contentType }
              : {}),
          },
          body: request.body,
        },
        exchange,
      );
      const end = await exchange.ended;
      // The pool takes a connection back in the next turn only; the next request would otherwise open another one.
      await nextTurn();
      this.#options.onRequestEnd?.('answered');
      return end;
    } catch (error) {
      if (error instanceof KubernetesError) {
        this.#options.onRequestEnd?.(error.kind);
      }
      if (token && error instanceof KubernetesError && error.status === 401) {
        connection.onTokenRefused?.(token);
      }
      throw error;
    } finally {
      unlink.forEach(off => off());
    }
  }

  /** The token now; asking for it may take as long as an answer. */
  async #token(signal?: AbortSignal): Promise<string | undefined> {
    const { connection, clock, limits } = this.#options;
    if (!connection.askToken) {
      return connection.token;
    }
    const waiting = new AbortController();
    const unlink = [
      onAbort(signal, cause => waiting.abort(stopped(cause))),
      onAbort(this.#closing.signal, reason => waiting.abort(reason)),
    ];
    try {
      return await Promise.race([
        connection.askToken(),
        clock.sleep(limits.headersTimeoutMs, waiting.signal).then(
          () => {
            throw new KubernetesError(
              'unauthorized',
              `no token could be had within ${duration(
                limits.headersTimeoutMs,
              )}`,
            );
          },
          () => {
            throw waiting.signal.reason;
          },
        ),
      ]);
    } finally {
      unlink.forEach(off => off());
      waiting.abort();
    }
  }
}

function onAbort(
  signal: AbortSignal | undefined,
  listener: (reason: unknown) => void,
): () => void {
  if (!signal) {
    return () => {};
  }
  const onEvent = () => listener(signal.reason);
  if (signal.aborted) {
    onEvent();
    return () => {};
  }
  signal.addEventListener('abort', onEvent, { once: true });
  return () => signal.removeEventListener('abort', onEvent);
}

function stopped(cause: unknown): KubernetesError {
  return cause instanceof KubernetesError && cause.kind === 'aborted'
    ? cause
    : new KubernetesError('aborted', 'stopped by the caller', { cause });
}

function whereOf(request: TransportRequest): string {
  return `${request.method} ${plainText(request.path, 200)}`;
}

function located(error: unknown, where: string): unknown {
  if (!(error instanceof KubernetesError) || error.where) {
    return error;
  }
  const { kind, reason, status, retryAfterMs, cause } = error;
  return new KubernetesError(kind, reason, {
    status,
    retryAfterMs,
    where,
    cause,
  });
}

function pathAndQuery(path: string, query?: URLSearchParams): string {
  const text = query?.toString() ?? '';
  return text ? `${path}?${text}` : path;
}
