import path from 'node:path';
import { ConflictError } from '@backstage/errors';
import type { Changes } from '../workspace';
import { kustomizationOf, listInKustomization } from '../yaml';
import { checkNotRegistered } from './checkNotRegistered';
import type { ClusterFile, ClusterRegistration } from './ClusterRegistration';
import { differences } from './differences';
import { ENGINE_RULES } from './engines';
import { printManifests } from './printManifests';
import { registrationFiles } from './registrationFiles';

/**
 * Writes what registers a cluster into what was fetched of a repository. A file that is there and
 * says the same stays as it is; one that says something else is refused, and all with it.
 *
 * @param folder - of the repository, as {@link checkFolder} returns it
 * @returns sentences for whoever reviews it
 * @throws ConflictError where a file says something else, or the cluster is registered otherwise
 */
export async function writeRegistration(
  registration: ClusterRegistration,
  changes: Changes,
  folder: string,
): Promise<string[]> {
  const rules = ENGINE_RULES[registration.engine];
  const files = registrationFiles(registration, folder);
  return changes.whole(async () => {
    const notes = await checkNotRegistered(
      registration,
      changes,
      folder,
      files,
    );
    const left: string[] = [];
    for (const file of files) {
      if (!(await writeFile(changes, file))) left.push(file.path);
    }
    return [
      ...left.map(file => `'${file}' says so already, and stays as it is.`),
      ...(await listFiles(registration, changes, folder, files)),
      ...notes,
      ...rules.notes(registration),
      ...entityNotes(registration),
    ];
  });
}

/** @returns whether it was written */
async function writeFile(
  changes: Changes,
  { path: file, documents, mode }: ClusterFile,
): Promise<boolean> {
  if (mode === 'first') {
    const there = await kustomizationOf(changes, path.posix.dirname(file));
    if (there) return false;
  }
  const text = printManifests(documents);
  const before = await changes.read(file);
  if (before !== undefined) {
    const differs = differences(before, documents);
    if (differs.length > 0) {
      throw new ConflictError(
        `There is a file '${file}' already, and it says something else: ${differs.join(
          '; ',
        )}. It is not overwritten: change it by hand, or register the cluster under another name.`,
      );
    }
    return false;
  }
  changes.write(file, text);
  return true;
}

/** What is not listed in a kustomization is not applied where there is one. */
async function listFiles(
  registration: ClusterRegistration,
  changes: Changes,
  folder: string,
  files: readonly ClusterFile[],
): Promise<string[]> {
  const own = path.posix.join(folder, 'clusters', registration.name);
  const names = files
    .map(file => file.path)
    .filter(file => path.posix.dirname(file) === own);
  const isListed = ENGINE_RULES[registration.engine].isListed(registration);
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

function entityNotes({
  name,
  clusterId,
  authProvider,
}: ClusterRegistration): string[] {
  return [
    `The catalog has to read 'catalog/clusters/${name}.yaml': by a location of this repository with 'catalog/clusters/*.yaml'.`,
    ...(clusterId || authProvider
      ? []
      : [
          "Fleet does not know yet that this Resource is of the cluster, and reads no attributes and no owner from it: when the cluster is seen, write its id into the annotation 'fleet.backstage.io/cluster-id'.",
        ]),
  ];
}
