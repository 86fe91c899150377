import { isJsonObject } from '../types';
import {
  ApiContext,
  ApiRequest,
  isTrue,
  JSON_HEADERS,
  sendJson,
} from './ApiContext';
import { negotiate } from './accept';
import { AccessRequest, isAllowed } from './authorization';
import { discover } from './discovery';
import { handleList } from './handleList';
import { handleWatch } from './handleWatch';
import {
  handleCreate,
  handleDelete,
  handleDeleteCollection,
  handlePatch,
  handleUpdate,
} from './handleWrite';
import { parsePath, RequestTarget } from './requestPath';
import {
  ApiError,
  badRequest,
  forbidden,
  forbiddenPath,
  methodNotAllowed,
  notFound,
  notServed,
  serviceUnavailable,
} from './status';

type ResourceTarget = Extract<RequestTarget, { kind: 'resource' }>;

const PROXY_VERBS: Record<string, string> = {
  GET: 'get',
  HEAD: 'get',
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};

/** The verb that a request asks for, as authorisation names it. */
function verbOf(request: ApiRequest, target: ResourceTarget): string {
  if (target.subresource === 'proxy') {
    return PROXY_VERBS[request.method] ?? request.method.toLowerCase();
  }
  switch (request.method) {
    case 'GET':
    case 'HEAD':
      if (isTrue(request.query.get('watch'))) return 'watch';
      return target.name ? 'get' : 'list';
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return target.name ? 'delete' : 'deletecollection';
    default:
      throw methodNotAllowed();
  }
}

function authorize(
  context: ApiContext,
  request: ApiRequest,
  access: AccessRequest,
): void {
  const { identity } = request;
  const isResource = 'resource' in access;
  const plural = isResource ? access.resource.split('/')[0] : undefined;
  const isFaulty = context.faults.meet('forbidden', { resource: plural });
  if (isFaulty ? false : isAllowed(identity, access)) return;
  if (isResource) throw forbidden({ user: identity.user, ...access });
  throw forbiddenPath(identity.user, access.verb, access.path);
}

async function handleAccessReview(request: ApiRequest): Promise<void> {
  let review: unknown;
  try {
    review = JSON.parse(await request.readBody());
  } catch {
    throw badRequest('the body of the request is no JSON');
  }
  const spec = isJsonObject(review) ? review.spec : undefined;
  if (!isJsonObject(spec)) throw badRequest('spec is missing');
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  let access: AccessRequest;
  if (isJsonObject(spec.nonResourceAttributes)) {
    const { verb, path } = spec.nonResourceAttributes;
    access = { verb: text(verb), path: text(path) };
  } else if (isJsonObject(spec.resourceAttributes)) {
    const { verb, group, resource, subresource, namespace, name } =
      spec.resourceAttributes;
    access = {
      verb: text(verb),
      group: text(group),
      resource: subresource
        ? `${text(resource)}/${text(subresource)}`
        : text(resource),
      namespace: text(namespace) || undefined,
      name: text(name) || undefined,
    };
  } else {
    throw badRequest(
      'exactly one of nonResourceAttributes or resourceAttributes must be specified',
    );
  }
  const allowed = isAllowed(request.identity, access);
  sendJson(request.sink, 201, {
    kind: 'SelfSubjectAccessReview',
    apiVersion: 'authorization.k8s.io/v1',
    metadata: { creationTimestamp: null },
    spec,
    status: allowed
      ? { allowed, reason: 'RBAC: allowed by ClusterRoleBinding "fleet"' }
      : { allowed },
  });
}

function versionInfo(context: ApiContext): object {
  const [major, minor] = context.kubernetesVersion.split('.');
  return {
    major,
    minor,
    emulationMajor: major,
    emulationMinor: minor,
    gitVersion: `v${context.kubernetesVersion}`,
    gitTreeState: 'clean',
    goVersion: 'go1.25.4',
    compiler: 'gc',
    platform: 'linux/amd64',
  };
}

async function handlePath(
  context: ApiContext,
  request: ApiRequest,
): Promise<void> {
  const { path, method, sink } = request;
  if (
    path === '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews' &&
    method === 'POST'
  ) {
    authorize(context, request, {
      verb: 'create',
      group: 'authorization.k8s.io',
      resource: 'selfsubjectaccessreviews',
    });
    await handleAccessReview(request);
    return;
  }
  const verb = method === 'GET' ? 'get' : method.toLowerCase();
  authorize(context, request, { verb, path });
  if (method !== 'GET') throw methodNotAllowed();
  if (/^\/(healthz|livez|readyz)(\/|$)/.test(path)) {
    sink.send(200, { 'Content-Type': 'text/plain; charset=utf-8' }, 'ok');
    return;
  }
  if (path === '/version' || path === '/version/') {
    sendJson(sink, 200, versionInfo(context));
    return;
  }
  const answer = discover(
    context.store.registry.types.filter(
      ({ plural, version }) =>
        !context.faults.peek('not-served', { resource: plural, version }),
    ),
    path,
    request.headers.host ?? '',
  );
  if (answer) {
    sendJson(sink, 200, answer);
    return;
  }
  sink.send(
    404,
    { 'Content-Type': 'text/plain; charset=utf-8' },
    '404 page not found\n',
  );
}

async function handleServiceProxy(
  context: ApiContext,
  request: ApiRequest,
  target: ResourceTarget,
): Promise<void> {
  const service = target.name ?? '';
  const handler = context.services.find(target.namespace ?? '', service);
  if (!handler) {
    const parts = service.split(':');
    const name = parts.length === 3 ? parts[1] : parts[0];
    if (!context.store.find(target.type, target.namespace, name)) {
      throw notFound(target.type, name);
    }
    throw serviceUnavailable(`no endpoints available for service "${service}"`);
  }
  const answer = await handler({
    method: request.method,
    path: `/${target.rest}`,
    query: request.query,
    headers: request.headers,
    body: await request.readBody(),
  });
  const isText = typeof answer.body === 'string';
  request.sink.send(
    answer.status ?? 200,
    {
      'Content-Type': isText ? 'text/plain; charset=utf-8' : 'application/json',
      ...answer.headers,
    },
    typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body),
  );
}

function handlePodLog(
  context: ApiContext,
  request: ApiRequest,
  target: ResourceTarget,
): void {
  const pod = context.store.find(
    target.type,
    target.namespace,
    target.name ?? '',
  );
  if (!pod) throw notFound(target.type, target.name ?? '');
  const started = pod.object.metadata.creationTimestamp ?? '';
  request.sink.send(
    200,
    { 'Content-Type': 'text/plain; charset=utf-8' },
    [
      `${started} level=info msg="starting" pod=${target.name}`,
      `${started} level=info msg="listening" address=:8080`,
      '',
    ].join('\n'),
  );
}

function handleGet(
  context: ApiContext,
  request: ApiRequest,
  { type, namespace, name }: ResourceTarget,
): void {
  const representation = negotiate(request.headers.accept);
  const stored = context.store.find(type, namespace, name ?? '');
  if (!stored) throw notFound(type, name ?? '');
  request.sink.send(
    200,
    JSON_HEADERS,
    representation === 'metadata' ? stored.metadataJson : stored.json,
  );
}

async function handleResource(
  context: ApiContext,
  request: ApiRequest,
  target: ResourceTarget,
): Promise<void> {
  const { type, namespace, name, subresource } = target;
  const verb = verbOf(request, target);
  authorize(context, request, {
    verb,
    group: type.group,
    resource: subresource ? `${type.plural}/${subresource}` : type.plural,
    namespace: type.namespaced ? namespace : undefined,
    name,
  });
  if (subresource === 'proxy' && type.kind === 'Service') {
    await handleServiceProxy(context, request, target);
    return;
  }
  if (subresource === 'log' && type.kind === 'Pod') {
    handlePodLog(context, request, target);
    return;
  }
  if (
    subresource !== undefined &&
    !(subresource === 'status' && type.statusSubresource)
  ) {
    throw notServed();
  }
  if (!type.verbs.includes(verb)) throw methodNotAllowed();
  switch (verb) {
    case 'list':
      handleList(context, request, type, namespace);
      return;
    case 'watch':
      handleWatch(context, request, type, namespace, name);
      return;
    case 'get':
      handleGet(context, request, target);
      return;
    case 'create':
      if (type.namespaced && namespace === undefined) throw methodNotAllowed();
      await handleCreate(context, request, target);
      return;
    case 'update':
      await handleUpdate(context, request, target);
      return;
    case 'patch':
      await handlePatch(context, request, target);
      return;
    case 'delete':
      await handleDelete(context, request, target);
      return;
    default:
      handleDeleteCollection(context, request, target);
  }
}

/**
 * Answers one request as a Kubernetes API server would.
 * @throws ApiError for every answer that is an error.
 */
export async function handleRequest(
  context: ApiContext,
  request: ApiRequest,
): Promise<void> {
  const target = parsePath(context.store.registry, request.path);
  if (target.kind === 'resource') {
    await handleResource(context, request, target);
    return;
  }
  const isAccessReview = request.path.startsWith(
    '/apis/authorization.k8s.io/v1/',
  );
  if (target.kind === 'path' || isAccessReview) {
    await handlePath(context, request);
    return;
  }
  const isReading = request.method === 'GET';
  authorize(context, request, {
    verb: isReading ? 'list' : request.method.toLowerCase(),
    group: target.group,
    resource: target.resource,
  });
  throw notServed();
}

/** Sends an error as the Status that it stands for. */
export function sendError(request: Pick<ApiRequest, 'sink'>, error: unknown) {
  const failure =
    error instanceof ApiError
      ? error
      : new ApiError(
          500,
          'InternalError',
          `Internal error occurred: ${
            error instanceof Error ? error.message : String(error)
          }`,
        );
  const retryAfter = failure.status.details?.retryAfterSeconds;
  sendJson(
    request.sink,
    failure.code,
    failure.status,
    retryAfter === undefined ? {} : { 'Retry-After': retryAfter },
  );
}
