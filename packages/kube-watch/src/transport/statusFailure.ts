import { KubernetesError, type KubernetesErrorKind } from '../errors';
import { plainText } from '../text';

/** What an answer that is no success says. */
export type StatusAnswer = {
  /** HTTP status, or the code of a `Status` object within a watch. */
  status: number;
  where: string;
  /** Body of the answer or object of the event, if it was JSON. */
  body?: unknown;
  retryAfterMs?: number;
  /** Takes out what must not be shown. */
  redact(text: string): string;
};

const KINDS: Readonly<Record<number, KubernetesErrorKind>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-served',
  405: 'not-served',
  408: 'unreachable',
  409: 'conflict',
  410: 'expired',
  429: 'throttled',
};

const WORDS: Readonly<Record<KubernetesErrorKind, string>> = {
  unauthorized: 'the credentials are not accepted',
  forbidden: 'the credentials do not allow this',
  'not-served': 'not served here',
  expired: 'the resource version is too old',
  throttled: 'asked to come back later',
  conflict: 'the object has changed in between',
  unreachable: 'the server failed',
  invalid: 'the request was refused',
  aborted: 'stopped',
};

/** The error for an answer with this status: kind by status alone, wording by the server's own `Status` where it sent one. */
export function statusFailure(answer: StatusAnswer): KubernetesError {
  const { status, where, retryAfterMs } = answer;
  const kind = isFromTheFuture(answer)
    ? 'expired'
    : KINDS[status] ?? (status >= 500 ? 'unreachable' : 'invalid');
  const said = answer.redact(statusMessage(answer.body));
  const reason = said
    ? `${WORDS[kind]} (HTTP ${status}): ${said}`
    : `${WORDS[kind]} (HTTP ${status})`;
  return new KubernetesError(kind, plainText(reason), {
    status,
    where,
    retryAfterMs,
  });
}

/**
 * A server restored from a backup has not come to the resource version that it is asked to continue from, and may never:
 * that one is of no more use than one that is too old.
 */
function isFromTheFuture({ status, body }: StatusAnswer): boolean {
  return (
    status === 504 && /too large resource version/i.test(statusMessage(body))
  );
}

function statusMessage(body: unknown): string {
  const isStatus =
    typeof body === 'object' &&
    body !== null &&
    'kind' in body &&
    body.kind === 'Status' &&
    'message' in body &&
    typeof body.message === 'string';
  return isStatus ? String(body.message) : '';
}
