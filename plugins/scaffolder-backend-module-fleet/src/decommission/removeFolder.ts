import type { Changes } from '../workspace';
import { isAt } from './references';
import type { Removal } from './Removal';

/**
 * Deletes a folder of the cluster, but for what others lead to.
 *
 * @param shared - paths, each with the file that leads to it
 */
export async function removeFolder(
  changes: Changes,
  folder: string,
  shared: ReadonlyMap<string, string>,
  removal: Removal,
): Promise<void> {
  const { files, unread } = await changes.all(folder);
  if (files.size + unread.size === 0) {
    removal.missing.push(`No folder '${folder}'.`);
    return;
  }
  let deleted = 0;
  for (const [file, text] of files) {
    const [, by] = [...shared].find(([to]) => isAt(file, to)) ?? [];
    if (by === undefined) {
      changes.delete(file, text);
      deleted++;
    } else {
      removal.left.push(
        `'${file}' stays: '${by}' leads to it, so that others may need it.`,
      );
    }
  }
  for (const [file, because] of unread) {
    removal.left.push(
      `'${file}' was not removed: ${because}. Delete it by hand.`,
    );
  }
  if (deleted > 0) {
    removal.removed.push(
      `'${folder}', with ${deleted} ${deleted === 1 ? 'file' : 'files'}.`,
    );
  }
}
