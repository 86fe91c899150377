import { NotFoundError } from '@backstage/errors';
import type { FleetException } from '@fleetview/backstage-plugin-fleet-common';
import type { Changes } from '../workspace';
import {
  editFile,
  excludesFor,
  findObjects,
  removeExcludedNamespaces,
  unlistInKustomization,
  unreadWords,
} from '../yaml';
import { isOfException } from './isOfException';

/**
 * Takes out of a repository what applies an exception that is over: objects that say that they
 * are of it, and lines of constraints that do. What does not say so stays.
 *
 * @returns sentences for whoever reviews it
 * @throws NotFoundError where nothing of it is there: that is no success
 */
export async function removeManifests(
  { id }: FleetException,
  changes: Changes,
  folder: string,
): Promise<string[]> {
  const tree = await changes.tree(folder);
  const { found, unread } = await findObjects(
    tree,
    id,
    (_, document) => isOfException(document, id) || excludesFor(document, id),
  );
  if (found.length === 0) {
    throw new NotFoundError(
      `Nothing below '${folder}' of what was fetched of the repository says that it is of the exception '${id}': no object with the annotation 'fleet.backstage.io/exception', and no line of a constraint with that comment. If it was written by hand, take it out by hand.${unreadWords(
        unread,
      )}`,
    );
  }
  const notes: string[] = [];
  for (const file of new Set(found.map(each => each.file))) {
    const text = tree.files.get(file) ?? '';
    const edited = editFile(file, text, document => {
      if (isOfException(document, id)) return 'drop';
      const { changed, removed, kept } = removeExcludedNamespaces(document, id);
      if (kept.length > 0) {
        notes.push(
          `${kept.join(
            ', ',
          )} stays left out in '${file}': another exception needs it.`,
        );
      }
      if (removed.length > 0) {
        notes.push(`${removed.join(', ')} is no longer left out in '${file}'.`);
      }
      return changed ? 'changed' : 'keep';
    });
    if (edited !== undefined) {
      changes.write(file, edited);
      continue;
    }
    changes.delete(file, text);
    const kustomization = await unlistInKustomization(changes, file);
    notes.push(
      kustomization
        ? `'${file}' is deleted, and no longer listed in '${kustomization}'.`
        : `'${file}' is deleted. No kustomization of its folder listed it: if another kustomization lists it, take it out there.`,
    );
  }
  const words = unreadWords(unread).trim();
  return words ? [...notes, words] : notes;
}
