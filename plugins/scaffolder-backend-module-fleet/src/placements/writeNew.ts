import { ConflictError } from '@backstage/errors';
import { printManifests, type Manifest } from '../clusters';
import type { Changes } from '../workspace';
import { findAnywhere, listInKustomization } from '../yaml';

/**
 * Writes objects into a file that is not there yet, and lists it in the kustomization of its
 * folder.
 *
 * @param folder - where it is looked for objects of these names
 * @returns sentences for whoever reviews it
 * @throws ConflictError where another file has one of them
 */
export async function writeNew(
  changes: Changes,
  folder: string,
  file: string,
  documents: readonly Manifest[],
): Promise<string[]> {
  const notes: string[] = [];
  for (const { apiVersion, kind, metadata } of documents) {
    if (!metadata) continue;
    const { name, namespace } = metadata;
    const looked = await findAnywhere(changes, folder, {
      apiVersion,
      kind,
      name,
      ...(namespace ? { namespace } : {}),
    });
    notes.push(...looked.notes);
    const [other] = looked.found;
    if (other) {
      throw new ConflictError(
        `'${other.file}' has the ${kind} '${name}' already, and '${file}' would have it a second time. Name that file where it is meant, or give this one another name.`,
      );
    }
  }
  changes.write(file, printManifests(documents));
  const listed = await listInKustomization(changes, 'resources', file);
  return [
    ...notes,
    listed
      ? `'${file}' is new, and listed in '${listed}'.`
      : `'${file}' is new, and no kustomization beside it lists it: check that it is applied.`,
  ];
}
