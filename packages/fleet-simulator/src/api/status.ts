import { qualifiedName, ResourceType } from './resourceTypes';

/** The `details` of a Kubernetes Status. */
export type StatusDetails = {
  name?: string;
  group?: string;
  kind?: string;
  causes?: { reason?: string; message: string; field?: string }[];
  retryAfterSeconds?: number;
};

/** The body of a Kubernetes error answer. */
export type Status = {
  kind: 'Status';
  apiVersion: 'v1';
  metadata: { continue?: string; remainingItemCount?: number };
  status: 'Success' | 'Failure';
  message?: string;
  reason?: string;
  details?: StatusDetails;
  code?: number;
};

/** An answer other than success, to be sent as a Status. */
export class ApiError extends Error {
  readonly status: Status;

  constructor(
    readonly code: number,
    readonly reason: string | undefined,
    message: string,
    options: { details?: StatusDetails; continueToken?: string } = {},
  ) {
    super(message);
    this.name = 'ApiError';
    this.status = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: options.continueToken
        ? { continue: options.continueToken }
        : {},
      status: 'Failure',
      message,
      ...(reason && { reason }),
      ...(options.details && { details: options.details }),
      code,
    };
  }
}

function detailsOf(type: ResourceType, name?: string): StatusDetails {
  return {
    ...(name && { name }),
    ...(type.group && { group: type.group }),
    kind: type.plural,
  };
}

/** 400 */
export function badRequest(message: string): ApiError {
  return new ApiError(400, 'BadRequest', message);
}

/** 401 */
export function unauthorized(): ApiError {
  return new ApiError(401, 'Unauthorized', 'Unauthorized');
}

/** 403 for a resource; the message names user, verb, resource and scope. */
export function forbidden(options: {
  user: string;
  verb: string;
  group: string;
  resource: string;
  namespace?: string;
  name?: string;
}): ApiError {
  const { user, verb, group, resource, namespace, name } = options;
  const plural = resource.split('/')[0];
  const qualified = group ? `${plural}.${group}` : plural;
  const subject = name ? `${qualified} "${name}"` : qualified;
  const scope = namespace
    ? `in the namespace "${namespace}"`
    : 'at the cluster scope';
  return new ApiError(
    403,
    'Forbidden',
    `${subject} is forbidden: User "${user}" cannot ${verb} resource "${resource}" in API group "${group}" ${scope}`,
    {
      details: {
        ...(name && { name }),
        ...(group && { group }),
        kind: plural,
      },
    },
  );
}

/** 403 for a path that is no resource. */
export function forbiddenPath(
  user: string,
  verb: string,
  path: string,
): ApiError {
  return new ApiError(
    403,
    'Forbidden',
    `forbidden: User "${user}" cannot ${verb} path "${path}"`,
    { details: {} },
  );
}

/** 404 for an object. */
export function notFound(type: ResourceType, name: string): ApiError {
  return new ApiError(
    404,
    'NotFound',
    `${qualifiedName(type)} "${name}" not found`,
    { details: detailsOf(type, name) },
  );
}

/** 404 for a resource that is not served. */
export function notServed(): ApiError {
  return new ApiError(
    404,
    'NotFound',
    'the server could not find the requested resource',
    { details: {} },
  );
}

/** 405 */
export function methodNotAllowed(): ApiError {
  return new ApiError(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
    { details: {} },
  );
}

/** 406 */
export function notAcceptable(): ApiError {
  return new ApiError(
    406,
    'NotAcceptable',
    'only the following media types are accepted: application/json',
  );
}

/** 409 for a name that is taken. */
export function alreadyExists(type: ResourceType, name: string): ApiError {
  return new ApiError(
    409,
    'AlreadyExists',
    `${qualifiedName(type)} "${name}" already exists`,
    { details: detailsOf(type, name) },
  );
}

/** 409 for an old resourceVersion. */
export function conflict(type: ResourceType, name: string): ApiError {
  return new ApiError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${qualifiedName(
      type,
    )} "${name}": the object has been modified; please apply your changes to the latest version and try again`,
    { details: detailsOf(type, name) },
  );
}

/** 410 for a watch below the window. */
export function tooOldResourceVersion(asked: number, oldest: number): ApiError {
  return new ApiError(
    410,
    'Expired',
    `too old resource version: ${asked} (${oldest})`,
  );
}

/** 504: the client is ahead of this server, as after a restore from a backup. */
export function tooLargeResourceVersion(
  asked: number,
  newest: number,
): ApiError {
  return new ApiError(
    504,
    'Timeout',
    `Timeout: Too large resource version: ${asked}, current: ${newest}`,
    {
      details: {
        retryAfterSeconds: 1,
        causes: [
          {
            reason: 'ResourceVersionTooLarge',
            message: 'Too large resource version',
          },
        ],
      },
    },
  );
}

/** 410 for a continue token, with one for an inconsistent continuation. */
export function expiredContinue(continueToken: string): ApiError {
  return new ApiError(
    410,
    'Expired',
    'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.',
    { continueToken },
  );
}

/** 415 */
export function unsupportedMediaType(accepted: readonly string[]): ApiError {
  return new ApiError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${accepted.join(
      ', ',
    )}`,
  );
}

/** 422 */
export function invalid(
  type: ResourceType,
  name: string,
  field: string,
  problem: string,
): ApiError {
  return new ApiError(
    422,
    'Invalid',
    `${type.kind}${
      type.group ? `.${type.group}` : ''
    } "${name}" is invalid: ${field}: ${problem}`,
    {
      details: {
        name,
        ...(type.group && { group: type.group }),
        kind: type.kind,
        causes: [{ reason: 'FieldValueInvalid', message: problem, field }],
      },
    },
  );
}

/** 429 */
export function tooManyRequests(
  message: string,
  retryAfterSeconds: number,
): ApiError {
  return new ApiError(429, 'TooManyRequests', message, {
    details: { retryAfterSeconds },
  });
}

/** 503 */
export function serviceUnavailable(message: string): ApiError {
  return new ApiError(503, 'ServiceUnavailable', message);
}
