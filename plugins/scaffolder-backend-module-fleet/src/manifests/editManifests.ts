import { setImmediate } from 'node:timers/promises';
import { InputError } from '@backstage/errors';
import type { AllowedPaths } from '../allowed';
import type { Changes } from '../workspace';
import { editManifest } from './editManifest';
import type { Edit } from './edits';
import type { Changed } from './Manifest';

/** What edits did to the files of a repository. */
export type EditedFiles = {
  changed: Changed[];
  what: string[];
  notes: string[];
};

/**
 * Does edits one after the other: all of them, or none.
 *
 * @throws InputError where one cannot be done
 */
export async function editManifests(
  edits: readonly Edit[],
  changes: Changes,
  allowed: AllowedPaths,
): Promise<EditedFiles> {
  const done: EditedFiles = { changed: [], what: [], notes: [] };
  await changes.whole(async () => {
    for (const edit of edits) {
      // Others have their turn: parsing takes its time.
      await setImmediate();
      const { file } = edit;
      const text = await changes.read(file);
      if (text === undefined) {
        throw new InputError(
          `There is no file '${file}' in what was fetched of the repository. Correct its path, or fetch it in a step before.`,
        );
      }
      const edited = editManifest(edit, text, allowed);
      if (edited.text !== text) changes.write(file, edited.text);
      done.changed.push(...edited.changed);
      done.what.push(edited.what);
      done.notes.push(
        ...edited.notes,
        ...(edited.changed.length === 0
          ? [`'${file}' says so already: ${edited.what}.`]
          : []),
      );
    }
  });
  return done;
}
