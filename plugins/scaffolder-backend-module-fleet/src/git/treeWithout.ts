import { InputError } from '@backstage/errors';
import { fs, git } from './gitClient';

/**
 * A tree of Git without some files. Folders in which nothing is left go as well; a file that is not
 * there stays away.
 *
 * @returns its id; nothing where nothing is left in it
 * @throws InputError where a path leads elsewhere
 */
export async function treeWithout(
  dir: string,
  tree: string,
  files: readonly string[],
): Promise<string | undefined> {
  const { tree: entries } = await git.readTree({ fs, dir, oid: tree });
  const gone = new Set<string>();
  const inner = new Map<string, string[]>();
  for (const file of files) {
    const parts = file.split('/');
    if (parts.some(part => /^(?:|\.|\.\.|\.git)$/i.test(part))) {
      throw new InputError(`'${file}' is no file of a repository.`);
    }
    const [first, ...rest] = parts;
    if (rest.length === 0) gone.add(first);
    else inner.set(first, [...(inner.get(first) ?? []), rest.join('/')]);
  }
  const left = [];
  for (const entry of entries) {
    // A folder is no file: it goes where its last file does.
    if (gone.has(entry.path) && entry.type === 'blob') continue;
    const within = inner.get(entry.path);
    if (!within || entry.type !== 'tree') {
      left.push(entry);
      continue;
    }
    const oid = await treeWithout(dir, entry.oid, within);
    if (oid !== undefined) left.push({ ...entry, oid });
  }
  return left.length === 0 ? undefined : git.writeTree({ fs, dir, tree: left });
}

/** Whether a commit has none of some files. */
export async function lacksFiles(
  dir: string,
  commit: string,
  files: readonly string[],
): Promise<boolean> {
  for (const filepath of files) {
    try {
      await git.readBlob({ fs, dir, oid: commit, filepath });
      return false;
    } catch {
      // It is not there.
    }
  }
  return true;
}
