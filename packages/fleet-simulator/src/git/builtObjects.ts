import path from 'node:path';
import { isJsonObject, type JsonObject, type KubernetesObject } from '../types';
import { BuildError } from './BuildError';
import { documentsOf } from './documentsOf';
import type { GitSnapshot } from './GitSnapshot';
import { kustomizationOf, resourcesOf } from './kustomization';
import { transformImage } from './transformImages';

/** Folders within folders, as deep as anybody means them. */
const DEEPEST = 10;
const MOST_OBJECTS = 2_000;

/**
 * The objects of a folder: what its kustomization lists with the images that it says, or
 * what its files have where it has none. Of all else that kustomizations can do nothing is
 * done.
 *
 * @throws BuildError
 */
export function builtObjects(
  snapshot: GitSnapshot,
  folder: string,
): KubernetesObject[] {
  const objects = build(snapshot, folder, 0);
  if (objects.length > MOST_OBJECTS) {
    throw new BuildError(`'${folder}' has more than ${MOST_OBJECTS} objects`);
  }
  return objects;
}

/** The containers of an object's pods. */
export function containersOf({ spec }: KubernetesObject): JsonObject[] {
  const template = isJsonObject(spec) ? spec.template : undefined;
  const pod = isJsonObject(template) ? template.spec : undefined;
  const list = isJsonObject(pod) ? pod.containers : undefined;
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

function build(
  snapshot: GitSnapshot,
  folder: string,
  depth: number,
): KubernetesObject[] {
  const kustomization = kustomizationOf(snapshot, folder);
  if (!kustomization) {
    return [...snapshot.files]
      .filter(([file]) => path.posix.dirname(file) === folder)
      .flatMap(([file, text]) => objectsOf(file, text));
  }
  if (depth > DEEPEST) {
    throw new BuildError(
      `accumulating resources: cycle detected in '${folder}'`,
    );
  }
  const objects = resourcesOf(folder, kustomization).flatMap(target => {
    const text = snapshot.files.get(target);
    if (text !== undefined) return objectsOf(target, text);
    if (!kustomizationOf(snapshot, target)) {
      throw new BuildError(
        `accumulating resources: '${target}': no such file or directory`,
      );
    }
    return build(snapshot, target, depth + 1);
  });
  for (const container of objects.flatMap(containersOf)) {
    if (typeof container.image !== 'string') continue;
    container.image = transformImage(container.image, kustomization, folder);
  }
  return objects;
}

function objectsOf(file: string, text: string): KubernetesObject[] {
  return documentsOf(file, text).map(document => {
    const { apiVersion, kind, metadata } = document;
    const isObject =
      typeof apiVersion === 'string' &&
      typeof kind === 'string' &&
      isJsonObject(metadata) &&
      typeof metadata.name === 'string' &&
      ['string', 'undefined'].includes(typeof metadata.namespace);
    if (!isObject) {
      throw new BuildError(`'${file}' has a document that is no object`);
    }
    return document as KubernetesObject;
  });
}
