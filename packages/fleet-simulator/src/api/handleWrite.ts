import { parse as parseYaml, YAMLParseError } from 'yaml';
import {
  FieldManager,
  serverSideApply,
  strategicMerge,
} from '../store/managedFields';
import { toTimestamp } from '../clock';
import { nameSuffix } from '../random';
import { isJsonObject, KubernetesObject } from '../types';
import { ApiContext, ApiRequest, isTrue, sendJson } from './ApiContext';
import { jsonPatch, mergePatch } from './patch/patches';
import { apiVersionOf, qualifiedName, ResourceType } from './resourceTypes';
import { createFilter } from './selectors';
import {
  alreadyExists,
  ApiError,
  badRequest,
  conflict,
  invalid,
  notFound,
  Status,
  unsupportedMediaType,
} from './status';

/** The object that a write is about. */
export type WriteTarget = {
  type: ResourceType;
  namespace?: string;
  name?: string;
  subresource?: string;
};

const APPLY = 'application/apply-patch+yaml';
const MERGE = 'application/merge-patch+json';
const JSON_PATCH = 'application/json-patch+json';
const STRATEGIC = 'application/strategic-merge-patch+json';

const NAME = /^[a-z0-9]([-a-z0-9.:]*[a-z0-9])?$/;

function writerOf(
  request: ApiRequest,
  operation: FieldManager['operation'],
  subresource?: string,
): FieldManager {
  const manager =
    request.query.get('fieldManager') ??
    (request.headers['user-agent'] ?? 'unknown').split('/')[0];
  return { manager, operation, ...(subresource && { subresource }) };
}

function isDryRun(request: ApiRequest): boolean {
  return request.query.get('dryRun') === 'All';
}

async function readJson(request: ApiRequest): Promise<unknown> {
  const text = await request.readBody();
  const contentType = request.headers['content-type'] ?? 'application/json';
  try {
    return /yaml/.test(contentType) ? parseYaml(text) : JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof YAMLParseError) {
      throw badRequest(
        `the object provided is unrecognized (must be of type Status): couldn't get version/kind; json parse error: ${error.message}`,
      );
    }
    throw error;
  }
}

/** Checks that a body is an object of the kind, namespace and name of the path. */
function checkObject(
  value: unknown,
  { type, namespace, name }: WriteTarget,
): KubernetesObject {
  if (!isJsonObject(value) || !isJsonObject(value.metadata)) {
    throw badRequest(
      `the object provided is unrecognized: metadata is missing`,
    );
  }
  const kind = value.kind ?? type.kind;
  const apiVersion = value.apiVersion ?? apiVersionOf(type);
  if (kind !== type.kind || apiVersion !== apiVersionOf(type)) {
    throw badRequest(
      `the API version in the data (${apiVersion}, ${kind}) does not match the expected API version (${apiVersionOf(
        type,
      )}, ${type.kind})`,
    );
  }
  const metadata = { ...value.metadata };
  if (namespace !== undefined) {
    metadata.namespace ??= namespace;
    if (metadata.namespace !== namespace) {
      throw badRequest(
        'the namespace of the provided object does not match the namespace sent on the request',
      );
    }
  }
  if (name !== undefined) {
    metadata.name ??= name;
    if (metadata.name !== name) {
      throw badRequest(
        `the name of the object (${metadata.name}) does not match the name on the URL (${name})`,
      );
    }
  }
  if (typeof metadata.name !== 'string') metadata.name = '';
  return { ...value, kind, apiVersion, metadata } as KubernetesObject;
}

function requireObject(
  context: ApiContext,
  { type, namespace, name }: WriteTarget,
): KubernetesObject {
  const stored = context.store.find(type, namespace, name ?? '');
  if (!stored) throw notFound(type, name ?? '');
  return stored.object;
}

function checkResourceVersion(
  type: ResourceType,
  current: KubernetesObject,
  asked: string | undefined,
): void {
  if (asked && asked !== current.metadata.resourceVersion) {
    throw conflict(type, current.metadata.name);
  }
}

/** Keeps what the endpoint may not change: status here, everything else there. */
function limitToEndpoint(
  type: ResourceType,
  subresource: string | undefined,
  current: KubernetesObject,
  wanted: KubernetesObject,
): KubernetesObject {
  if (subresource === 'status') {
    const next = structuredClone(current);
    if (wanted.status === undefined) delete next.status;
    else next.status = wanted.status;
    return next;
  }
  if (!type.statusSubresource) return wanted;
  const next = { ...wanted };
  if (current.status === undefined) delete next.status;
  else next.status = current.status;
  return next;
}

function complete(
  context: ApiContext,
  type: ResourceType,
  wanted: KubernetesObject,
): void {
  const { metadata } = wanted;
  if (!metadata.name && metadata.generateName) {
    const suffix = nameSuffix(5, metadata.generateName, context.store.revision);
    metadata.name = `${metadata.generateName}${suffix}`;
  }
  if (!metadata.name) {
    throw invalid(
      type,
      '',
      'metadata.name',
      'Required value: name or generateName is required',
    );
  }
  if (!NAME.test(metadata.name)) {
    throw invalid(
      type,
      metadata.name,
      'metadata.name',
      `Invalid value: ${JSON.stringify(
        metadata.name,
      )}: a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character`,
    );
  }
}

function checkNamespaceExists(
  context: ApiContext,
  namespace: string | undefined,
): void {
  if (namespace === undefined) return;
  const type = context.store.registry.requireKind('v1', 'Namespace');
  if (!context.store.find(type, undefined, namespace)) {
    throw notFound(type, namespace);
  }
}

function createObject(
  context: ApiContext,
  request: ApiRequest,
  target: WriteTarget,
  wanted: KubernetesObject,
  writer: FieldManager,
): void {
  const { type, namespace } = target;
  checkNamespaceExists(context, namespace);
  complete(context, type, wanted);
  if (context.store.find(type, namespace, wanted.metadata.name)) {
    throw alreadyExists(type, wanted.metadata.name);
  }
  const {
    uid: _uid,
    resourceVersion: _resourceVersion,
    creationTimestamp: _creationTimestamp,
    generation: _generation,
    managedFields: _managedFields,
    ...metadata
  } = wanted.metadata;
  const draft: KubernetesObject = { ...wanted, metadata };
  if (type.statusSubresource) delete draft.status;
  context.store.admission.check(draft);
  const created = context.store.create(draft, writer, isDryRun(request));
  sendJson(request.sink, 201, created);
}

/** POST on a collection. */
export async function handleCreate(
  context: ApiContext,
  request: ApiRequest,
  target: WriteTarget,
): Promise<void> {
  const wanted = checkObject(await readJson(request), target);
  createObject(context, request, target, wanted, writerOf(request, 'Update'));
}

/** PUT on an object. */
export async function handleUpdate(
  context: ApiContext,
  request: ApiRequest,
  target: WriteTarget,
): Promise<void> {
  const { type, subresource } = target;
  const wanted = checkObject(await readJson(request), target);
  const current = requireObject(context, target);
  checkResourceVersion(type, current, wanted.metadata.resourceVersion);
  const next = limitToEndpoint(type, subresource, current, wanted);
  if (!subresource) context.store.admission.check(next);
  const stored = context.store.replace(
    current,
    structuredClone(next),
    writerOf(request, 'Update', subresource),
    isDryRun(request),
  );
  sendJson(request.sink, 200, stored);
}

async function handleApply(
  context: ApiContext,
  request: ApiRequest,
  target: WriteTarget,
): Promise<void> {
  const { type, namespace, name, subresource } = target;
  const writer = writerOf(request, 'Apply', subresource);
  if (!request.query.get('fieldManager')) {
    throw badRequest(
      'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
    );
  }
  const configuration = checkObject(
    parseYaml(await request.readBody()),
    target,
  );
  if (configuration.metadata.managedFields) {
    throw badRequest('metadata.managedFields must be nil');
  }
  const current = context.store.find(type, namespace, name ?? '')?.object;
  if (!current) {
    createObject(context, request, target, configuration, writer);
    return;
  }
  checkResourceVersion(type, current, configuration.metadata.resourceVersion);
  const { object, conflicts } = serverSideApply(
    current,
    limitToEndpoint(
      type,
      subresource,
      { ...configuration, status: undefined },
      configuration,
    ),
    writer,
    toTimestamp(context.clock.now()),
    isTrue(request.query.get('force')),
  );
  if (conflicts.length > 0) {
    const noun = conflicts.length === 1 ? 'conflict' : 'conflicts';
    const list = conflicts.map(
      ({ manager, field }) =>
        `conflict with ${JSON.stringify(manager)}: ${field}`,
    );
    throw new ApiError(
      409,
      'Conflict',
      `Apply failed with ${conflicts.length} ${noun}: ${list.join(', ')}`,
      {
        details: {
          causes: conflicts.map(({ manager, field }) => ({
            reason: 'FieldManagerConflict',
            message: `conflict with ${JSON.stringify(manager)}`,
            field,
          })),
        },
      },
    );
  }
  const { admission } = context.store;
  const admitted = subresource ? object : admission.mutate(object);
  if (!subresource) admission.check(admitted);
  const stored = context.store.replace(
    current,
    admitted,
    undefined,
    isDryRun(request),
  );
  sendJson(request.sink, 200, stored);
}

/** PATCH on an object: merge, JSON, strategic merge (built-in kinds), apply. */
export async function handlePatch(
  context: ApiContext,
  request: ApiRequest,
  target: WriteTarget,
): Promise<void> {
  const { type, subresource } = target;
  const contentType = (request.headers['content-type'] ?? '')
    .split(';')[0]
    .trim();
  const accepted = type.custom
    ? [JSON_PATCH, MERGE, APPLY]
    : [JSON_PATCH, MERGE, STRATEGIC, APPLY];
  if (!accepted.includes(contentType)) throw unsupportedMediaType(accepted);
  if (contentType === APPLY) {
    await handleApply(context, request, target);
    return;
  }
  const patch = await readJson(request);
  const current = requireObject(context, target);
  const base = structuredClone(current);
  let patched: unknown;
  if (contentType === JSON_PATCH) patched = jsonPatch(base, patch);
  else if (contentType === MERGE) patched = mergePatch(base, patch);
  else patched = strategicMerge(base, patch);
  const wanted = checkObject(patched, target);
  checkResourceVersion(type, current, wanted.metadata.resourceVersion);
  const next = limitToEndpoint(type, subresource, current, wanted);
  if (!subresource) context.store.admission.check(next);
  const stored = context.store.replace(
    current,
    structuredClone(next),
    writerOf(request, 'Update', subresource),
    isDryRun(request),
  );
  // The last finalizer that goes lets the object go.
  if (
    stored.metadata.deletionTimestamp &&
    !(stored.metadata.finalizers?.length ?? 0) &&
    !isDryRun(request)
  ) {
    removeObject(context, stored);
  }
  sendJson(request.sink, 200, stored);
}

function removeObject(context: ApiContext, object: KubernetesObject): void {
  context.store.delete({
    apiVersion: object.apiVersion,
    kind: object.kind,
    namespace: object.metadata.namespace,
    name: object.metadata.name,
  });
}

function deleteOne(
  context: ApiContext,
  request: ApiRequest,
  current: KubernetesObject,
): KubernetesObject | undefined {
  if (isDryRun(request)) return undefined;
  if (current.metadata.finalizers?.length) {
    const marked = structuredClone(current);
    marked.metadata.deletionTimestamp ??= toTimestamp(context.clock.now());
    marked.metadata.deletionGracePeriodSeconds ??= 0;
    return context.store.replace(current, marked);
  }
  removeObject(context, current);
  return undefined;
}

/** DELETE on an object. */
export async function handleDelete(
  context: ApiContext,
  request: ApiRequest,
  target: WriteTarget,
): Promise<void> {
  const { type } = target;
  const body = await request.readBody();
  const options: unknown = body ? JSON.parse(body) : {};
  const current = requireObject(context, target);
  const preconditions = isJsonObject(options)
    ? options.preconditions
    : undefined;
  if (isJsonObject(preconditions)) {
    const { uid, resourceVersion } = preconditions;
    if (
      (uid !== undefined && uid !== current.metadata.uid) ||
      (resourceVersion !== undefined &&
        resourceVersion !== current.metadata.resourceVersion)
    ) {
      throw conflict(type, current.metadata.name);
    }
  }
  const marked = deleteOne(context, request, current);
  if (marked) {
    sendJson(request.sink, 200, marked);
    return;
  }
  const status: Status = {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: {
      name: current.metadata.name,
      ...(type.group && { group: type.group }),
      kind: type.plural,
    },
  };
  sendJson(request.sink, 200, {
    ...status,
    details: { ...status.details, uid: current.metadata.uid },
  });
}

/** DELETE on a collection. */
export function handleDeleteCollection(
  context: ApiContext,
  request: ApiRequest,
  { type, namespace }: WriteTarget,
): void {
  const filter = createFilter({
    type,
    namespace,
    labelSelector: request.query.get('labelSelector'),
    fieldSelector: request.query.get('fieldSelector'),
  });
  const chosen = context.store
    .list(type)
    .filter(stored => !filter || filter(stored.object));
  for (const stored of chosen) deleteOne(context, request, stored.object);
  const status: Status = {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: { kind: qualifiedName(type) },
  };
  sendJson(request.sink, 200, status);
}
