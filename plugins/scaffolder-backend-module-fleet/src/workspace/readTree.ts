import type { Dirent } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';

const YAML = /\.ya?ml$|^Kustomization$/;
const MOST_FILES = 2000;
/** Of one file. */
const MOST_BYTES = 1024 * 1024;
/** Of all of them: a task is not to take the memory of the others. */
const MOST_BYTES_IN_ALL = 16 * 1024 * 1024;

/** Files of YAML, by their paths from the root. */
export type Tree = {
  files: Map<string, string>;
  /** Why some were not read. */
  unread: Map<string, string>;
};

/**
 * Reads the files of YAML below a folder. Nothing is followed that leads elsewhere: a repository
 * that is fetched is what others wrote.
 *
 * @param root - where the repository is in the workspace
 * @param folder - from there; where it is not there, there are no files
 * @param isWanted - by a file's name; others than those of YAML
 * @throws InputError where there are more than can be looked at
 */
export async function readTree(
  root: string,
  folder: string,
  isWanted: (name: string) => boolean = name => YAML.test(name),
): Promise<Tree> {
  const tree: Tree = { files: new Map(), unread: new Map() };
  const waiting = [folder];
  let bytes = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const entries = await list(resolveSafeChildPath(root, next));
    for (const entry of entries) {
      const own = path.posix.join(next, entry.name);
      if (entry.isDirectory() && entry.name !== '.git') waiting.push(own);
      if (!isWanted(entry.name) || entry.isDirectory()) continue;
      if (entry.isSymbolicLink()) {
        tree.unread.set(own, 'it is a link to another file');
        continue;
      }
      const found = await readOwn(root, own);
      if ('text' in found) {
        tree.files.set(own, found.text);
        bytes += Buffer.byteLength(found.text);
      } else if ('unread' in found) tree.unread.set(own, found.unread);
      if (tree.files.size > MOST_FILES) {
        throw new InputError(
          `There are more than ${MOST_FILES} files of YAML below '${folder}'. Name a folder below it.`,
        );
      }
      if (bytes > MOST_BYTES_IN_ALL) {
        throw new InputError(
          `There is more than ${
            MOST_BYTES_IN_ALL / 1024 / 1024
          } MiB of YAML below '${folder}'. Name a folder below it.`,
        );
      }
    }
  }
  return tree;
}

async function list(folder: string): Promise<Dirent[]> {
  try {
    return await fs.readdir(folder, { withFileTypes: true });
  } catch (error) {
    // Where nothing was fetched there is nothing to look at.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/**
 * Reads one file of a repository.
 *
 * @returns why it was not read, where it is there; nothing where it is not
 */
export async function readOwn(
  root: string,
  own: string,
): Promise<{ text: string } | { unread: string } | { absent: true }> {
  // The file itself may be a link that leads out: it is looked at, and not followed.
  const folder = resolveSafeChildPath(root, path.posix.dirname(own));
  const file = path.join(folder, path.posix.basename(own));
  try {
    // By a folder that is a link a file has two paths, of which a pull request knows one.
    const isDirect =
      (await fs.realpath(folder)) ===
      path.join(await fs.realpath(root), path.posix.dirname(own));
    if (!isDirect) return { unread: 'its folder is a link' };
    const found = await fs.lstat(file);
    if (!found.isFile()) return { unread: 'it is a link or no file' };
    if (found.size > MOST_BYTES) {
      return { unread: `it is larger than ${MOST_BYTES / 1024} KiB` };
    }
    return { text: await fs.readFile(file, 'utf8') };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return { absent: true };
    }
    throw error;
  }
}
