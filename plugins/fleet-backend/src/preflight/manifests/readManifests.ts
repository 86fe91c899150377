import { InputError } from '@backstage/errors';
import type { PreflightRequest } from '@fleetview/backstage-plugin-fleet-common';
import { recordOf, textOf } from './json';
import type { Kind, Manifest } from './Manifest';
import type { Reference } from './referencesOf';

const GROUP = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;
const VERSION = /^[a-z0-9]{1,63}$/;
const KIND = /^[A-Za-z][A-Za-z0-9]{0,62}$/;
const NAMESPACE = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** Objects of RBAC may have colons. */
const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9.:_-]{0,251}[A-Za-z0-9])?$/;
/** None that people write is so deep. */
const DEEPEST = 60;

/** What is to be there: whole objects, or kinds of which nothing more is known. */
export type Wanted = { manifests: Manifest[]; kinds: Kind[] };

/** @throws InputError for what no namespace can be called */
export function checkNamespace(namespace: string): void {
  if (NAMESPACE.test(namespace)) return;
  throw new InputError(
    `No namespace can be called '${namespace.slice(0, 100)}'.`,
  );
}

/** Refuses names that lead elsewhere. @throws InputError */
export function checkReference({ kind, namespace, name }: Reference): void {
  if (NAMESPACE.test(namespace) && NAME.test(name)) return;
  throw new InputError(
    `No ${kind} can be called '${`${namespace}/${name}`.slice(0, 300)}'.`,
  );
}

/**
 * Reads what is handed in.
 *
 * @throws InputError that names what is no object of Kubernetes
 */
export function readManifests({
  objects = [],
  kinds = [],
}: Pick<PreflightRequest, 'objects' | 'kinds'>): Wanted {
  return {
    manifests: objects.map((object, index) =>
      readManifest(object, `objects[${index}]`),
    ),
    kinds: kinds.map(({ apiVersion, kind }, index) =>
      readKind(apiVersion, kind, `kinds[${index}]`),
    ),
  };
}

function readManifest(object: Manifest['object'], where: string): Manifest {
  const kind = readKind(object.apiVersion, object.kind, where);
  if (kind.kind === 'List') {
    throw new InputError(`${where} is a List. Hand in its items.`);
  }
  if (isTooDeep(object, DEEPEST)) {
    throw new InputError(`${where} is deeper than ${DEEPEST} levels.`);
  }
  const metadata = recordOf(object.metadata);
  const name = textOf(metadata.name);
  const isNamed =
    name === undefined
      ? textOf(metadata.generateName) !== undefined
      : NAME.test(name);
  if (!isNamed) {
    throw new InputError(`${where} has no 'metadata.name' that can be one.`);
  }
  const namespace = textOf(metadata.namespace);
  if (namespace !== undefined && !NAMESPACE.test(namespace)) {
    throw new InputError(
      `${where} has no 'metadata.namespace' that can be one.`,
    );
  }
  return {
    ...kind,
    ...(name === undefined ? {} : { name }),
    ...(namespace === undefined ? {} : { namespace }),
    object,
  };
}

function readKind(apiVersion: unknown, kind: unknown, where: string): Kind {
  const [version, group = '', ...rest] = String(apiVersion)
    .split('/')
    .reverse();
  const isOne =
    typeof apiVersion === 'string' &&
    rest.length === 0 &&
    VERSION.test(version) &&
    (apiVersion === version || GROUP.test(group));
  if (!isOne || typeof kind !== 'string' || !KIND.test(kind)) {
    throw new InputError(
      `${where} has no 'apiVersion' and 'kind' that can be such.`,
    );
  }
  return { group, version, kind };
}

function isTooDeep(value: unknown, room: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (room === 0) return true;
  return Object.values(value).some(inner => isTooDeep(inner, room - 1));
}
