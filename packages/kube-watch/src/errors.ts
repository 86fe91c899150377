/**
 * What went wrong, as the caller has to treat it.
 *
 * - `unreachable`: no usable answer: refused, reset, cut, timed out, DNS, TLS, or an HTTP 5xx
 * - `unauthorized`: HTTP 401, or no token could be had
 * - `forbidden`: HTTP 403
 * - `not-served`: HTTP 404 or 405: this server has no such resource, or no such object
 * - `expired`: HTTP 410: the resourceVersion or continue token is older than the server's history
 * - `throttled`: HTTP 429
 * - `conflict`: HTTP 409: the object has changed since it was read
 * - `invalid`: an answer that no check lets through, or a request or connection that cannot be meant
 * - `aborted`: the caller's signal, or the client was closed
 *
 * @public
 */
export type KubernetesErrorKind =
  | 'unreachable'
  | 'unauthorized'
  | 'forbidden'
  | 'invalid'
  | 'not-served'
  | 'expired'
  | 'throttled'
  | 'aborted'
  | 'conflict';

/**
 * What is known of a failure beside its kind and reason.
 *
 * @public
 */
export type KubernetesErrorDetail = {
  /** HTTP status, where an answer with a status was had. */
  status?: number;
  /** Milliseconds that the server asks to wait, already bounded to 0..30,000. */
  retryAfterMs?: number;
  /** Where it happened: method and path, without host, query and credentials. */
  where?: string;
  /** The error underneath. Unlike `message` it may hold host names and addresses. */
  cause?: unknown;
};

/**
 * The one error that leaves this package for a fault of a cluster, a network or a connection's settings.
 *
 * `message` is `reason` followed by `where`; both are safe to show: bounded, without control characters, without the token.
 *
 * @public
 */
export class KubernetesError extends Error {
  readonly kind: KubernetesErrorKind;
  /** What happened, for people, at most 300 characters. */
  readonly reason: string;
  readonly status?: number;
  readonly retryAfterMs?: number;
  readonly where?: string;

  constructor(
    kind: KubernetesErrorKind,
    reason: string,
    detail: KubernetesErrorDetail = {},
  ) {
    super(
      detail.where ? `${reason} (${detail.where})` : reason,
      detail.cause === undefined ? undefined : { cause: detail.cause },
    );
    this.name = 'KubernetesError';
    this.kind = kind;
    this.reason = reason;
    this.status = detail.status;
    this.retryAfterMs = detail.retryAfterMs;
    this.where = detail.where;
  }
}
