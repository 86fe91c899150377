import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { isMap, isScalar, parseAllDocuments } from 'yaml';
import {
  ARGOCD_TYPES,
  defineResourceType,
  FLUX_TYPES,
  KUBERNETES_TYPES,
  METRICS_TYPES,
  ResourceType,
} from '../api/resourceTypes';
import { uidFor } from '../random';
import { typesOfDefinition } from '../SimulatedCluster';
import { isJsonObject, JsonObject, KubernetesObject } from '../types';

/** Something in the folder that is not served as it is, and why. @public */
export type FolderNotice = {
  /** Relative to the folder; `#n` names the n-th document, from 0. */
  source: string;
  reason: string;
};

/** Which document became which object. @public */
export type ObjectSource = {
  /** Like {@link FolderNotice.source}. */
  source: string;
  apiVersion: string;
  kind: string;
  namespace?: string;
  name: string;
  uid: string;
};

/** What a folder of Kubernetes objects holds. @public */
export type ObjectsFolder = {
  objects: KubernetesObject[];
  /** Where each object was read; namespaces that were added are not in it. */
  sources: ObjectSource[];
  /** Kinds that are neither Kubernetes' own nor Argo CD's or Flux's. */
  types: ResourceType[];
  /** What was left out. */
  skipped: FolderNotice[];
  /** What was changed so that it can be served. */
  notices: FolderNotice[];
};

type Found = { source: string; object: JsonObject };

const KNOWN_TYPES = [
  ...KUBERNETES_TYPES,
  ...METRICS_TYPES,
  ...ARGOCD_TYPES,
  ...FLUX_TYPES,
];

/** The groups with a dot that servers are compiled with. */
const BUILT_IN_GROUPS = new Set([
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'certificates.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'flowcontrol.apiserver.k8s.io',
  'networking.k8s.io',
  'node.k8s.io',
  'rbac.authorization.k8s.io',
  'resource.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
]);

function isBuiltInGroup(group: string): boolean {
  return !group.includes('.') || BUILT_IN_GROUPS.has(group);
}

/** Kinds without a definition in the folder that are known to lie in no namespace. */
const CLUSTER_SCOPED = new Set([
  'APIService',
  'CertificateSigningRequest',
  'ClusterRole',
  'ClusterRoleBinding',
  'CSIDriver',
  'CSINode',
  'FlowSchema',
  'GatewayClass',
  'IngressClass',
  'ManagedCluster',
  'ManagedClusterSet',
  'MutatingWebhookConfiguration',
  'PersistentVolume',
  'PriorityClass',
  'PriorityLevelConfiguration',
  'RuntimeClass',
  'StorageClass',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  'VolumeAttachment',
  'VolumeSnapshotClass',
  'VolumeSnapshotContent',
]);

function listFiles(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap(name => {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) return listFiles(path);
      return /^\.(ya?ml|json)$/.test(extname(name)) ? [path] : [];
    });
}

/** Flattens lists; says why something is no object. */
function unpack(
  value: unknown,
  source: string,
  found: Found[],
  skipped: FolderNotice[],
): void {
  const skip = (reason: string) => skipped.push({ source, reason });
  if (value === null || value === undefined) return;
  if (!isJsonObject(value)) {
    skip('not an object');
    return;
  }
  const { kind, apiVersion, items, metadata } = value;
  if (
    typeof kind === 'string' &&
    kind.endsWith('List') &&
    Array.isArray(items)
  ) {
    items.forEach((item, index) => {
      const child =
        isJsonObject(item) && kind !== 'List'
          ? { apiVersion, kind: kind.slice(0, -4), ...item }
          : item;
      unpack(child, `${source}[${index}]`, found, skipped);
    });
    return;
  }
  if (typeof kind !== 'string' || kind === '') skip('no kind');
  else if (typeof apiVersion !== 'string' || apiVersion === '') {
    skip('no apiVersion');
  } else if (!isJsonObject(metadata)) skip('no metadata');
  else if (typeof metadata.name !== 'string' || metadata.name === '') {
    skip('no metadata.name');
  } else found.push({ source, object: value });
}

function readFile(
  path: string,
  source: string,
  found: Found[],
  skipped: FolderNotice[],
): void {
  const text = readFileSync(path, 'utf8');
  if (extname(path) === '.json') {
    try {
      const value: unknown = JSON.parse(text);
      const values = Array.isArray(value) ? value : [value];
      values.forEach((item, index) =>
        unpack(
          item,
          values.length > 1 ? `${source}#${index}` : source,
          found,
          skipped,
        ),
      );
    } catch (error) {
      skipped.push({
        source,
        reason: `not JSON: ${(error as Error).message}`,
      });
    }
    return;
  }
  const documents = parseAllDocuments(text, {
    logLevel: 'silent',
    uniqueKeys: false,
  });
  if (!Array.isArray(documents)) return;
  documents.forEach((document, index) => {
    const name = documents.length > 1 ? `${source}#${index}` : source;
    const [problem] = document.errors;
    if (problem) {
      skipped.push({
        source: name,
        reason: `not YAML: ${problem.message.split('\n')[0]}`,
      });
      return;
    }
    if (!isMap(document.contents) && isScalar(document.contents)) {
      if (document.contents.value === null) return;
    }
    let value: unknown;
    try {
      // Through JSON, because a cluster can only hold what JSON can say.
      value = JSON.parse(JSON.stringify(document.toJS()) ?? 'null');
    } catch (error) {
      skipped.push({
        source: name,
        reason: `not representable: ${(error as Error).message}`,
      });
      return;
    }
    unpack(value, name, found, skipped);
  });
}

function typeKey(apiVersion: string, kind: string): string {
  return `${apiVersion}/${kind}`;
}

function splitApiVersion(apiVersion: string): [group: string, version: string] {
  const [group, version] = apiVersion.split('/');
  return version === undefined ? ['', group] : [group, version];
}

/** The kinds of what was found: known, defined in the folder, or guessed. */
function collectTypes(found: readonly Found[]): {
  all: Map<string, ResourceType>;
  added: ResourceType[];
} {
  const all = new Map<string, ResourceType>();
  for (const type of KNOWN_TYPES) {
    const apiVersion = type.group
      ? `${type.group}/${type.version}`
      : type.version;
    all.set(typeKey(apiVersion, type.kind), type);
  }
  const added: ResourceType[] = [];
  const scopes = new Map<string, ResourceType>();
  const add = (apiVersion: string, type: ResourceType) => {
    const key = typeKey(apiVersion, type.kind);
    if (all.has(key)) return;
    all.set(key, type);
    added.push(type);
  };
  for (const { object } of found) {
    if (object.kind !== 'CustomResourceDefinition') continue;
    for (const type of typesOfDefinition(object as KubernetesObject)) {
      scopes.set(`${type.group}/${type.kind}`, type);
      add(`${type.group}/${type.version}`, type);
    }
  }
  for (const { object } of found) {
    const apiVersion = String(object.apiVersion);
    const kind = String(object.kind);
    const [group, version] = splitApiVersion(apiVersion);
    const defined = scopes.get(`${group}/${kind}`);
    const namespaced =
      defined?.namespaced ??
      (!CLUSTER_SCOPED.has(kind) || hasNamespace(object));
    add(
      apiVersion,
      defineResourceType({
        group,
        version,
        kind,
        plural: defined?.plural,
        namespaced,
        custom: !isBuiltInGroup(group),
      }),
    );
  }
  return { all, added };
}

function hasNamespace(object: JsonObject): boolean {
  return (
    isJsonObject(object.metadata) &&
    typeof object.metadata.namespace === 'string' &&
    object.metadata.namespace !== ''
  );
}

/** The same name once more gets the first free suffix from `-2` on. */
function freeName(name: string, isTaken: (name: string) => boolean): string {
  for (let number = 2; ; number++) {
    const candidate = `${name}-${number}`;
    if (!isTaken(candidate)) return candidate;
  }
}

/**
 * Reads every Kubernetes object in a tree of YAML and JSON files. Status stays as
 * it is. What is missing for serving it is added: a namespace, a uid that depends
 * on the content.
 * @throws Error if the folder cannot be read.
 * @public
 */
export function readObjectsFolder(folder: string): ObjectsFolder {
  const found: Found[] = [];
  const skipped: FolderNotice[] = [];
  const notices: FolderNotice[] = [];
  let files: string[];
  try {
    files = listFiles(folder);
  } catch (error) {
    throw new Error(`cannot read the folder '${folder}'`, { cause: error });
  }
  for (const path of files) {
    readFile(path, relative(folder, path), found, skipped);
  }
  const { all, added } = collectTypes(found);

  const taken = new Set<string>();
  const uids = new Set<string>();
  const objects: KubernetesObject[] = [];
  const sources: ObjectSource[] = [];
  const namespaces = new Set<string>();
  for (const { source, object } of found) {
    const apiVersion = String(object.apiVersion);
    const kind = String(object.kind);
    const type = all.get(typeKey(apiVersion, kind));
    if (!type) continue;
    const metadata: KubernetesObject['metadata'] = {
      ...(object.metadata as KubernetesObject['metadata']),
    };
    if (type.namespaced) metadata.namespace ||= 'default';
    else delete metadata.namespace;
    // All versions of a kind share their names, as in a cluster.
    const scope = `${type.group}/${kind}/${metadata.namespace ?? ''}`;
    const key = (name: string) => `${scope}/${name}`;
    if (taken.has(key(metadata.name))) {
      const name = freeName(metadata.name, candidate =>
        taken.has(key(candidate)),
      );
      notices.push({
        source,
        reason: `there is a ${kind} '${metadata.name}' already; served as '${name}'`,
      });
      metadata.name = name;
    }
    taken.add(key(metadata.name));
    if (!metadata.uid || uids.has(metadata.uid)) {
      metadata.uid = uidFor(
        JSON.stringify(object),
        metadata.namespace ?? '',
        metadata.name,
      );
    }
    uids.add(metadata.uid);
    if (metadata.namespace) namespaces.add(metadata.namespace);
    if (kind === 'Namespace') namespaces.delete(metadata.name);
    objects.push({ ...object, apiVersion, kind, metadata });
    const { namespace, name, uid } = metadata;
    sources.push({
      source,
      apiVersion,
      kind,
      ...(namespace && { namespace }),
      name,
      uid,
    });
  }
  const isPresent = new Set(
    objects
      .filter(({ kind }) => kind === 'Namespace')
      .map(({ metadata }) => metadata.name),
  );
  for (const name of [...namespaces, 'default', 'kube-system']) {
    if (isPresent.has(name)) continue;
    isPresent.add(name);
    objects.unshift({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, uid: uidFor('namespace', name) },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    });
  }
  return { objects, sources, types: added, skipped, notices };
}
