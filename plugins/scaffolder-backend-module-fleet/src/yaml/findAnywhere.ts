import { InputError } from '@backstage/errors';
import type { Changes } from '../workspace';
import { findObjects, unreadWords, type FoundObject } from './findObjects';
import { groupOf } from './parts';

/** An object that is looked for. */
export type WantedObject = {
  apiVersion: string;
  kind: string;
  name: string;
  namespace?: string;
};

/**
 * Where an object is already below a folder, in whatever file. One that says no namespace may get
 * it from elsewhere, and is taken for the same.
 *
 * @returns what was found, and what could not be looked at, in words
 */
export async function findAnywhere(
  changes: Changes,
  folder: string,
  wanted: WantedObject,
): Promise<{ found: FoundObject[]; notes: string[] }> {
  const { kind, name, namespace, apiVersion } = wanted;
  const tree = await changes.tree(folder).catch(error => {
    if (error instanceof InputError) return undefined;
    throw error;
  });
  if (!tree) {
    return {
      found: [],
      notes: [
        `Below '${folder}' is more than is looked at: whether it has the ${kind} '${name}' in another file is not known.`,
      ],
    };
  }
  const looked = await findObjects(
    tree,
    name,
    object =>
      object.kind === kind &&
      groupOf(object.apiVersion) === groupOf(apiVersion) &&
      object.name === name &&
      (!namespace || (object.namespace ?? namespace) === namespace),
  );
  const unread = unreadWords(looked.unread).trim();
  return { found: looked.found, notes: unread ? [unread] : [] };
}
