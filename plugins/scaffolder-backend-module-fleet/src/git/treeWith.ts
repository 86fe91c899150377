import { ConflictError } from '@backstage/errors';
import type { TreeEntry } from 'isomorphic-git';
import { fs, git } from './gitClient';

/** Files by their paths below a folder. */
type Files = ReadonlyMap<string, Uint8Array>;

/**
 * A tree of Git with other texts of some files. The files of the working tree are not touched, so
 * that no link in them leads anywhere.
 *
 * @param tree - nothing where there is no such folder yet
 * @returns its id
 * @throws ConflictError where a file would take the place of a folder, or of a link
 */
export async function treeWith(
  dir: string,
  tree: string | undefined,
  files: Files,
  above = '',
): Promise<string> {
  const entries = new Map<string, TreeEntry>();
  if (tree !== undefined) {
    const read = await git.readTree({ fs, dir, oid: tree });
    for (const entry of read.tree) entries.set(entry.path, entry);
  }
  const folders = new Map<string, Map<string, Uint8Array>>();
  for (const [file, text] of files) {
    const [first, ...rest] = file.split('/');
    if (rest.length === 0) {
      const there = entries.get(first);
      if (there && (there.type !== 'blob' || there.mode === '120000')) {
        throw new ConflictError(
          `'${above}${file}' is a folder or a link in the repository, and no file.`,
        );
      }
      const oid = await git.writeBlob({ fs, dir, blob: text });
      const mode = there?.mode ?? '100644';
      entries.set(first, { path: first, mode, type: 'blob', oid });
      continue;
    }
    const inner = folders.get(first) ?? new Map<string, Uint8Array>();
    inner.set(rest.join('/'), text);
    folders.set(first, inner);
  }
  for (const [name, inner] of folders) {
    const there = entries.get(name);
    if (there && there.type !== 'tree') {
      throw new ConflictError(
        `'${above}${name}' is a file or a link in the repository, and no folder.`,
      );
    }
    const oid = await treeWith(dir, there?.oid, inner, `${above}${name}/`);
    entries.set(name, { path: name, mode: '040000', type: 'tree', oid });
  }
  return git.writeTree({ fs, dir, tree: [...entries.values()] });
}

/** Whether a tree has files with these texts. */
export async function hasFiles(
  dir: string,
  commit: string,
  files: Files,
): Promise<boolean> {
  for (const [filepath, text] of files) {
    try {
      const { blob } = await git.readBlob({ fs, dir, oid: commit, filepath });
      if (!Buffer.from(blob).equals(text)) return false;
    } catch {
      return false;
    }
  }
  return true;
}
