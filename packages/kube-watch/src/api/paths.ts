import { KubernetesError } from '../errors';
import type { KubernetesResource, ObjectName } from '../types';

// Groups, versions and plurals may come from a cluster's own discovery: nothing of them may lead to another path.
const GROUP = /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)?$/;
const VERSION = /^[a-z0-9]{1,63}$/;
const PLURAL = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;
const SUBRESOURCE = /^[a-z]{1,63}$/;
const KIND = /^[A-Za-z][A-Za-z0-9]{0,62}$/;

/** `v1`, `apps/v1`: as `apiVersion` says it. */
export function apiVersionOf(
  resource: Pick<KubernetesResource, 'group' | 'version'>,
): string {
  return resource.group
    ? `${resource.group}/${resource.version}`
    : resource.version;
}

/**
 * `/api/v1`, `/apis/apps/v1`.
 *
 * @throws KubernetesError `invalid` for a group or version that cannot be one
 */
export function groupVersionPath(group: string, version: string): string {
  if (!isGroup(group) || !VERSION.test(version)) {
    throw new KubernetesError('invalid', 'not a name of an API group version');
  }
  return group ? `/apis/${group}/${version}` : `/api/${version}`;
}

/**
 * Path of the collection of a resource, in a namespace or over all of them.
 *
 * @public
 * @throws KubernetesError `invalid` for names that cannot be such
 */
export function collectionPath(
  resource: KubernetesResource,
  namespace?: string,
): string {
  const base = groupVersionPath(resource.group, resource.version);
  if (!isPlural(resource.plural)) {
    throw new KubernetesError('invalid', 'not a plural name of a resource');
  }
  return namespace === undefined
    ? `${base}/${resource.plural}`
    : `${base}/namespaces/${segment(namespace)}/${resource.plural}`;
}

/**
 * Path of one object, or of a subresource of it.
 *
 * @public
 * @throws KubernetesError `invalid` for names that cannot be such
 */
export function objectPath(
  resource: KubernetesResource,
  object: ObjectName,
): string {
  const path = `${collectionPath(resource, object.namespace)}/${segment(
    object.name,
  )}`;
  if (object.subresource === undefined) {
    return path;
  }
  if (!SUBRESOURCE.test(object.subresource)) {
    throw new KubernetesError('invalid', 'not a name of a subresource');
  }
  return `${path}/${object.subresource}`;
}

export function isGroup(text: unknown): text is string {
  return typeof text === 'string' && GROUP.test(text);
}

export function isVersion(text: unknown): text is string {
  return typeof text === 'string' && VERSION.test(text);
}

export function isPlural(text: unknown): text is string {
  return typeof text === 'string' && PLURAL.test(text);
}

export function isKind(text: unknown): text is string {
  return typeof text === 'string' && KIND.test(text);
}

function segment(name: string): string {
  if (name === '' || name === '.' || name === '..') {
    throw new KubernetesError('invalid', 'not a name of an object');
  }
  return encodeURIComponent(name);
}
