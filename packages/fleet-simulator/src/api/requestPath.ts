import { ResourceRegistry } from './ResourceRegistry';
import { ResourceType } from './resourceTypes';

/** What a path of the API means. */
export type RequestTarget =
  | { kind: 'path'; path: string }
  | { kind: 'not-served'; group: string; resource: string }
  | {
      kind: 'resource';
      type: ResourceType;
      namespace?: string;
      name?: string;
      subresource?: string;
      /** What follows the subresource, as in a service proxy. */
      rest: string;
    };

/** Reads a path the way the API server does. */
export function parsePath(
  registry: ResourceRegistry,
  pathname: string,
): RequestTarget {
  const parts = pathname.split('/').slice(1);
  let group = '';
  let version: string;
  let rest: string[];
  if (parts[0] === 'api' && parts.length >= 3 && parts[2] !== '') {
    [, version, ...rest] = parts;
  } else if (parts[0] === 'apis' && parts.length >= 4 && parts[3] !== '') {
    [, group, version, ...rest] = parts;
  } else {
    return { kind: 'path', path: pathname };
  }
  let decoded: string[];
  try {
    decoded = rest.map(decodeURIComponent);
  } catch {
    return { kind: 'not-served', group, resource: rest.join('/') };
  }
  let namespace: string | undefined;
  // `/namespaces/x/status` speaks of the namespace, `/namespaces/x/pods` of pods.
  const isNamespaceItself =
    group === '' &&
    (decoded.length <= 2 ||
      decoded[2] === '' ||
      decoded[2] === 'status' ||
      decoded[2] === 'finalize');
  if (decoded[0] === 'namespaces' && !isNamespaceItself) {
    namespace = decoded[1];
    decoded = decoded.slice(2);
  }
  const [plural, name, subresource, ...tail] = decoded;
  const type = registry.findByPath(group, version, plural);
  if (!type || (namespace !== undefined && !type.namespaced)) {
    return { kind: 'not-served', group, resource: plural };
  }
  if (name && type.namespaced && namespace === undefined) {
    return { kind: 'not-served', group, resource: plural };
  }
  return {
    kind: 'resource',
    type,
    namespace,
    name: name || undefined,
    subresource: subresource || undefined,
    rest: tail.join('/'),
  };
}
