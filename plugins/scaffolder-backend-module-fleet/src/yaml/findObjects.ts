import { setImmediate } from 'node:timers/promises';
import { InputError } from '@backstage/errors';
import type { Document } from 'yaml';
import type { Tree } from '../workspace';
import { objectOf, parseDocuments, type ObjectName } from './documents';

/** An object that a file of a repository describes. */
export type FoundObject = {
  /** From the root of the repository. */
  file: string;
  /** Which of the file's documents. */
  index: number;
  object: ObjectName;
  document: Document.Parsed;
};

/** What was found, and why other files were not read. */
export type FoundObjects = {
  found: FoundObject[];
  unread: Map<string, string>;
};

/**
 * The objects in a folder that are looked for, and the files that could not be read: nobody knows
 * what is in those. Between files others have their turn, since parsing takes its time.
 *
 * @param words - a name or an id that whatever is looked for contains: a file without it is parsed
 *   only where it is a template, in which names may be made of parts
 */
export async function findObjects(
  tree: Tree,
  words: string,
  isWanted: (object: ObjectName, document: Document.Parsed) => boolean,
): Promise<FoundObjects> {
  const found: FoundObject[] = [];
  const unread = new Map(tree.unread);
  for (const [file, text] of tree.files) {
    if (!text.includes(words) && !text.includes('{{')) continue;
    await setImmediate();
    const documents = parseDocuments(text, { onlyToSearch: true });
    if ('because' in documents) {
      unread.set(file, documents.because);
      continue;
    }
    documents.forEach(({ document }, index) => {
      const object = objectOf(document);
      if (object && isWanted(object, document)) {
        found.push({ file, index, object, document });
      }
    });
  }
  found.sort((left, right) => left.file.localeCompare(right.file, 'en'));
  return { found, unread };
}

/** The files that were not read, as the end of a sentence; nothing where there are none. */
export function unreadWords(unread: ReadonlyMap<string, string>): string {
  if (unread.size === 0) return '';
  const [...named] = unread.keys();
  const shown = named.slice(0, 5).map(file => `'${file}'`);
  const more = named.length - shown.length;
  return ` Not read, as they are no YAML or too large: ${shown.join(', ')}${
    more > 0 ? ` and ${more} more` : ''
  }.`;
}

/** The one object that is meant. @throws InputError where there is none, or more than one */
export function onlyOne(
  { found, unread }: FoundObjects,
  what: string,
  folder: string,
): FoundObject {
  const [first, ...others] = found;
  if (!first) {
    throw new InputError(
      `There is no ${what} below '${folder}' of what was fetched of the repository. Name the folder that has it, and fetch it in a step before.${unreadWords(
        unread,
      )}`,
    );
  }
  if (others.length > 0) {
    throw new InputError(
      `There are ${found.length} of ${what} below '${folder}': in ${found
        .map(({ file }) => `'${file}'`)
        .join(', ')}. Name the folder of the one that is meant.`,
    );
  }
  return first;
}
