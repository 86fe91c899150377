import path from 'node:path';
import { InputError } from '@backstage/errors';
import { readOwn, readTree } from '../workspace/readTree';
import { parseDocuments } from '../yaml';
import { workspacePath } from './workspacePath';

/** As many as the fleet looks at at once. */
const MOST_OBJECTS = 200;
/** More is expanded by nobody who writes manifests. */
const MOST_ALIASES = 100;
const YAML = /\.(?:ya?ml|json)$/;

export type ManifestObject = Record<string, unknown>;

/**
 * The objects in rendered manifests of a workspace, from a file or from all of a folder. What is
 * no object that could be applied fails: it would be left out of what is checked, unseen.
 *
 * @param workspace - its folder
 * @param paths - from there
 * @throws InputError
 */
export async function readWorkspaceManifests(
  workspace: string,
  paths: readonly string[],
): Promise<ManifestObject[]> {
  const objects: ManifestObject[] = [];
  for (const written of paths) {
    const files = await filesAt(workspace, workspacePath(written));
    for (const [file, text] of files) objects.push(...objectsIn(file, text));
  }
  if (paths.length > 0 && objects.length === 0) {
    throw new InputError(
      `There are no manifests at '${paths.join(
        "', '",
      )}' in the workspace. Render them first.`,
    );
  }
  if (objects.length > MOST_OBJECTS) {
    throw new InputError(
      `There are ${objects.length} objects, and ${MOST_OBJECTS} are checked at once. Name a folder with fewer.`,
    );
  }
  return objects;
}

async function filesAt(
  workspace: string,
  own: string,
): Promise<Map<string, string>> {
  if (YAML.test(own)) {
    const found = await readOwn(workspace, own);
    if ('text' in found) return new Map([[own, found.text]]);
    throw new InputError(
      `'${own}' ${
        'unread' in found
          ? `cannot be read: ${found.unread}`
          : 'is not in the workspace'
      }.`,
    );
  }
  const { files, unread } = await readTree(workspace, own);
  for (const [file, why] of unread) {
    throw new InputError(`'${file}' cannot be read: ${why}.`);
  }
  return new Map([...files].sort());
}

function objectsIn(file: string, text: string): ManifestObject[] {
  const documents = parseDocuments(text);
  if ('because' in documents) {
    throw new InputError(
      `'${file}' is no YAML: ${documents.because}. Render templates first.`,
    );
  }
  return documents.flatMap(({ document }) => {
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    return value === null || value === undefined ? [] : flattened(value, file);
  });
}

function flattened(value: unknown, file: string): ManifestObject[] {
  const object = value as ManifestObject;
  const isObject =
    typeof value === 'object' &&
    value !== null &&
    typeof object.apiVersion === 'string' &&
    typeof object.kind === 'string';
  if (!isObject) {
    throw new InputError(
      `'${file}' has something that is no object of Kubernetes. Name a folder that has rendered manifests alone.`,
    );
  }
  if (object.kind === 'List' && object.apiVersion === 'v1') {
    const items: unknown[] = Array.isArray(object.items) ? object.items : [];
    return items.flatMap(item => flattened(item, file));
  }
  const base = path.posix.basename(file);
  // It says how to render, and is not applied.
  return base.startsWith('kustomization.') && object.kind === 'Kustomization'
    ? []
    : [object];
}
