import { KubernetesError } from '../errors';
import { duration } from '../text';

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  EPIPE: 'connection reset',
  ECONNABORTED: 'connection reset',
  ETIMEDOUT: 'connection timed out',
  EHOSTUNREACH: 'no route to the host',
  ENETUNREACH: 'no route to the network',
  EADDRNOTAVAIL: 'no local address to connect from',
  EMFILE: 'too many open files on this side',
  ENFILE: 'too many open files on this side',
  ENOTFOUND: 'host name not found',
  EAI_AGAIN: 'host name could not be resolved',
  UND_ERR_SOCKET: 'connection closed before the answer was complete',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH:
    'connection closed before the answer was complete',
};

const CERTIFICATE_REASONS: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'self-signed certificate in the chain',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'signed by an unknown authority',
  UNABLE_TO_GET_ISSUER_CERT: 'signed by an unknown authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'signed by an unknown authority',
  CERT_UNTRUSTED: 'signed by an unknown authority',
  CERT_SIGNATURE_FAILURE: 'signature does not verify',
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not yet valid',
  CERT_REVOKED: 'revoked',
  INVALID_PURPOSE: 'not meant for servers',
  ERR_TLS_CERT_ALTNAME_INVALID: 'issued for another name',
};

/** What a failed connection or exchange means, in words of ours: the error's own text may hold addresses or bytes of the answer. */
export function networkFailure(
  error: unknown,
  where: string,
  connectTimeoutMs: number,
): KubernetesError {
  if (error instanceof KubernetesError) {
    // Of a check of ours that ran within.
    const { kind, reason, cause } = error;
    return new KubernetesError(kind, reason, { where, cause });
  }
  const code = errorCode(error);
  const detail = { where, cause: error };
  if (code === 'UND_ERR_CONNECT_TIMEOUT') {
    return new KubernetesError(
      'unreachable',
      `could not connect within ${duration(connectTimeoutMs)}`,
      detail,
    );
  }
  if (REASONS[code]) {
    return new KubernetesError('unreachable', REASONS[code], detail);
  }
  if (CERTIFICATE_REASONS[code]) {
    return new KubernetesError(
      'unreachable',
      `certificate is not trusted (${CERTIFICATE_REASONS[code]})`,
      detail,
    );
  }
  if (code.startsWith('ERR_SSL_') || code === 'EPROTO') {
    return new KubernetesError('unreachable', 'TLS failed', detail);
  }
  if (isNotHttp(error, code)) {
    // Without its cause, which carries the bytes of the answer.
    return new KubernetesError(
      'invalid',
      'answered something that is not HTTP',
      {
        where,
      },
    );
  }
  return new KubernetesError('unreachable', 'the exchange failed', detail);
}

function isNotHttp(error: unknown, code: string): boolean {
  return (
    code === 'UND_ERR_HEADERS_OVERFLOW' ||
    (error instanceof Error && error.name === 'HTTPParserError')
  );
}

function errorCode(error: unknown): string {
  // A name with several addresses fails with one error for all of them.
  const first =
    error instanceof AggregateError && error.errors.length > 0
      ? error.errors[0]
      : error;
  const code =
    typeof first === 'object' && first !== null && 'code' in first
      ? first.code
      : undefined;
  return typeof code === 'string' ? code : '';
}
