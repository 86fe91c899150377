import path from 'node:path';
import { ConflictError, InputError } from '@backstage/errors';
import {
  exceptionManifests,
  type ExceptionManifest,
  type FleetException,
} from '@fleetview/backstage-plugin-fleet-common';
import { fileNameOf, type Changes } from '../workspace';
import {
  addExcludedNamespaces,
  editFile,
  findObjects,
  listInKustomization,
  onlyOne,
  parseDocuments,
} from '../yaml';
import { isOfException } from './isOfException';
import { REFUSALS } from './refusals';

/**
 * Writes what makes the engines apply an exception: an object of Kyverno as a file of its own, or
 * lines of a constraint of Gatekeeper that the repository has.
 *
 * @param folder - where files go, and below which constraints are looked for
 * @returns sentences for whoever reviews it
 * @throws InputError where no engine can be told, or where a constraint is not found
 */
export async function writeManifests(
  exception: FleetException,
  changes: Changes,
  folder: string,
): Promise<string[]> {
  const { scope } = exception;
  const { manifests, refused } = exceptionManifests({
    ...exception,
    scope: { ...scope, clusters: scope.clusters.map(({ id }) => id) },
    approvedBy: exception.approvals.map(({ by }) => by),
    expiresAt: Date.parse(exception.expiresAt),
  });
  const reasons = refused.map(
    ({ policies, because }) =>
      `Not for ${policies.join(', ') || 'this'}: ${REFUSALS[because]}`,
  );
  if (manifests.length === 0) {
    throw new InputError(
      `No engine can be told of the exception '${exception.id}'. ${reasons.join(
        ' ',
      )}`,
    );
  }
  const notes: string[] = [];
  const objects = manifests.filter(({ form }) => form === 'object');
  for (const [file, own] of byFile(objects)) {
    notes.push(
      ...(await writeObjects({ exception, changes, folder, file, own })),
    );
  }
  for (const manifest of manifests.filter(({ form }) => form === 'lines')) {
    notes.push(...(await writeLines({ exception, changes, folder, manifest })));
  }
  return [...notes, ...reasons];
}

/** Two families of policies have an object each, and one file. */
function byFile(
  manifests: readonly ExceptionManifest[],
): Map<string, ExceptionManifest[]> {
  const files = new Map<string, ExceptionManifest[]>();
  for (const manifest of manifests) {
    const { base, ext } = path.posix.parse(manifest.file);
    const name = `${fileNameOf([path.posix.basename(base, ext)])}.yaml`;
    files.set(name, [...(files.get(name) ?? []), manifest]);
  }
  return files;
}

async function writeObjects(options: {
  exception: FleetException;
  changes: Changes;
  folder: string;
  file: string;
  own: readonly ExceptionManifest[];
}): Promise<string[]> {
  const { exception, changes, folder, own } = options;
  const file = path.posix.join(folder, options.file);
  const there = await changes.read(file);
  if (there !== undefined) {
    const documents = parseDocuments(there);
    const isOurs =
      !('because' in documents) &&
      documents.every(({ document }) => isOfException(document, exception.id));
    if (!isOurs) {
      throw new ConflictError(
        `There is a file '${file}' already, and it is not of this exception. Name another folder.`,
      );
    }
  }
  changes.write(file, own.map(({ yaml }) => yaml).join('---\n'));
  const kustomization = await listInKustomization(changes, 'resources', file);
  return [
    `'${file}' makes ${own[0].engine} apply it.`,
    kustomization
      ? `It is listed in '${kustomization}'.`
      : `There is no kustomization in '${folder}' of what was fetched: if the folder is applied by one, list the file there.`,
    ...(own.every(({ endsByItself }) => endsByItself)
      ? [
          `Kyverno deletes the object at ${exception.expiresAt} where its clean-up controller runs; the file is taken out by a second pull request.`,
        ]
      : []),
  ];
}

async function writeLines(options: {
  exception: FleetException;
  changes: Changes;
  folder: string;
  manifest: ExceptionManifest;
}): Promise<string[]> {
  const { exception, changes, folder, manifest } = options;
  const [kind, ...rest] = manifest.file.split('/');
  const name = rest.join('/');
  const { file, index } = onlyOne(
    await findObjects(
      await changes.tree(folder),
      name,
      object =>
        object.apiVersion.startsWith('constraints.gatekeeper.sh/') &&
        object.kind === kind &&
        object.name === name,
    ),
    `constraint '${manifest.file}'`,
    folder,
  );
  const text = (await changes.read(file)) ?? '';
  let before: string[] = [];
  const edited = editFile(file, text, (document, at) => {
    if (at !== index) return 'keep';
    const done = addExcludedNamespaces(
      document,
      exception.scope.namespaces,
      exception.id,
    );
    before = done.before;
    return done.changed ? 'changed' : 'keep';
  });
  if (edited !== undefined) changes.write(file, edited);
  return [
    `'${file}' makes Gatekeeper leave out what the exception names. Gatekeeper ends nothing by itself: the lines are to be taken out at ${exception.expiresAt}, by a second pull request.`,
    ...(before.length > 0
      ? [
          `${before.join(
            ', ',
          )} was left out before, and not by Fleet: it stays as it is, now and when the exception is over.`,
        ]
      : []),
  ];
}
