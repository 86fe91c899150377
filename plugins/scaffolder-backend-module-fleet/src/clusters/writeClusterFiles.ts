import path from 'node:path';
import { ConflictError } from '@backstage/errors';
import type { Changes } from '../workspace';
import { kustomizationOf, listInKustomization } from '../yaml';
import type { ClusterFile } from './ClusterRegistration';
import { completed } from './completed';
import { differences } from './differences';
import { printManifests } from './printManifests';

/**
 * Writes files of a cluster into what was fetched of a repository. A file that is there and says
 * the same stays as it is.
 *
 * @param instead - what else may be done where a file says something else
 * @returns sentences about those that stay
 * @throws ConflictError where a file says something else
 */
export async function writeClusterFiles(
  changes: Changes,
  files: readonly ClusterFile[],
  instead: string,
): Promise<string[]> {
  const notes: string[] = [];
  for (const file of files) {
    if (!(await writeFile(changes, file, instead))) {
      notes.push(`'${file.path}' says so already, and stays as it is.`);
    }
  }
  return notes;
}

/** @returns whether it was written */
async function writeFile(
  changes: Changes,
  { path: file, documents, mode }: ClusterFile,
  instead: string,
): Promise<boolean> {
  if (mode === 'first') {
    const there = await kustomizationOf(changes, path.posix.dirname(file));
    if (there) return false;
  }
  const text = printManifests(documents);
  const before = await changes.read(file);
  if (before !== undefined) {
    const more = completed(file, before, documents);
    if (more !== undefined) {
      changes.write(file, more);
      return true;
    }
    const differs = differences(before, documents);
    if (differs.length > 0) {
      throw new ConflictError(
        `There is a file '${file}' already, and it says something else: ${differs.join(
          '; ',
        )}. It is not overwritten: change it by hand, or ${instead}.`,
      );
    }
    return false;
  }
  changes.write(file, text);
  return true;
}

/**
 * Lists the files of a cluster: what is not listed in a kustomization is not applied where there
 * is one.
 *
 * @param options.isListed - whether its folder needs a kustomization to be applied
 * @returns sentences for whoever reviews it
 */
export async function listClusterFiles(
  changes: Changes,
  folder: string,
  options: { name: string; files: readonly ClusterFile[]; isListed: boolean },
): Promise<string[]> {
  const { name, files, isListed } = options;
  const own = path.posix.join(folder, 'clusters', name);
  const names = files
    .map(file => file.path)
    .filter(file => path.posix.dirname(file) === own);
  let kustomization = (await kustomizationOf(changes, own))?.file;
  if (kustomization) {
    for (const file of names) {
      await listInKustomization(changes, 'resources', file);
    }
  } else if (isListed) {
    const { files: others } = await changes.tree(own);
    const foreign = [...others.keys()].filter(file => !names.includes(file));
    if (foreign.length > 0) {
      return [
        `There is no kustomization in '${own}', and other files are: none is written, as it would leave these out.`,
      ];
    }
    kustomization = path.posix.join(own, 'kustomization.yaml');
    changes.write(
      kustomization,
      printManifests([
        {
          apiVersion: 'kustomize.config.k8s.io/v1beta1',
          kind: 'Kustomization',
          resources: names.map(file => path.posix.basename(file)),
        },
      ]),
    );
  }
  if (!isListed) return [];
  const parent = await listInKustomization(changes, 'resources', own);
  return [
    parent
      ? `'${own}' is listed in '${parent}'.`
      : `There is no kustomization in '${path.posix.dirname(
          own,
        )}' of what was fetched: what applies the hub's folder has to be told of '${own}'.`,
  ];
}
