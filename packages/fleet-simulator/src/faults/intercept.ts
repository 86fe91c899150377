import { ApiError, Status } from '../api/status';
import { ResponseSink } from '../api/ResponseSink';
import { FaultSet, FaultTarget } from './FaultSet';

const PAGE = `<!DOCTYPE html>
<html><head><title>Sign in</title></head>
<body><h1>Sign in to continue</h1><form method="post"></form></body></html>
`;

function sendStatus(
  sink: ResponseSink,
  error: ApiError,
  retryAfter?: string | number,
): void {
  const status: Status = error.status;
  sink.send(
    error.code,
    {
      'Content-Type': 'application/json',
      ...(retryAfter !== undefined && { 'Retry-After': String(retryAfter) }),
    },
    JSON.stringify(status),
  );
}

const SERVER_ERRORS: Record<number, [reason: string, message: string]> = {
  500: ['InternalError', 'Internal error occurred: etcdserver: leader changed'],
  502: ['InternalError', 'bad gateway'],
  503: [
    'ServiceUnavailable',
    'the server is currently unable to handle the request',
  ],
  504: [
    'Timeout',
    'Timeout: request did not complete within the allotted timeout',
  ],
};

/**
 * Lets the faults that replace a whole answer answer. Returns whether one did,
 * so that the request is dealt with.
 */
export function intercept(
  faults: FaultSet,
  target: FaultTarget,
  sink: ResponseSink,
): boolean {
  if (faults.meet('hang', target) || faults.has('half-open')) return true;
  if (faults.meet('html', target)) {
    sink.send(200, { 'Content-Type': 'text/html; charset=utf-8' }, PAGE);
    return true;
  }
  const redirect = faults.meet('redirect', target);
  if (redirect) {
    sink.send(302, { Location: redirect.location }, '');
    return true;
  }
  if (faults.meet('unauthorized', target)) {
    sendStatus(sink, new ApiError(401, 'Unauthorized', 'Unauthorized'));
    return true;
  }
  const error = faults.meet('error', target);
  if (error) {
    const [reason, message] = SERVER_ERRORS[error.status];
    sendStatus(
      sink,
      new ApiError(error.status, reason, message),
      error.retryAfter,
    );
    return true;
  }
  const throttle = faults.meet('throttle', target);
  if (throttle) {
    sendStatus(
      sink,
      new ApiError(
        429,
        'TooManyRequests',
        'the server has received too many requests and has asked us to try again later',
        { details: { retryAfterSeconds: Number(throttle.retryAfter) || 0 } },
      ),
      throttle.retryAfter,
    );
    return true;
  }
  return false;
}
