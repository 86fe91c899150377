import path from 'node:path';
import { InputError } from '@backstage/errors';
import { fs, git } from './gitClient';

const MOST_FILES = 20_000;
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * Writes the files of a commit into the folder of its clone. Links are left out, so that no path
 * in there leads elsewhere, whatever the repository has.
 *
 * @throws InputError where a name is none of a file, or where there is too much
 */
export async function checkOut(dir: string, commit: string): Promise<void> {
  const left = { files: MOST_FILES, bytes: MOST_BYTES };
  const waiting = [{ oid: commit, folder: dir }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { folder } = next;
    const { tree } = await git.readTree({ fs, dir, oid: next.oid });
    const names = new Set<string>();
    for (const { path: name, type, mode, oid } of tree) {
      const isName =
        !/^\.{0,2}$|[/\\\0]/.test(name) &&
        name.toLocaleLowerCase('en-US') !== '.git' &&
        !names.has(name);
      if (!isName) {
        throw new InputError(
          `The repository has a file of the name ${JSON.stringify(
            name.slice(0, 80),
          )}, which is none, or is there twice.`,
        );
      }
      names.add(name);
      const target = path.join(folder, name);
      if (type === 'tree') {
        await fs.promises.mkdir(target);
        waiting.push({ oid, folder: target });
      } else if (type === 'blob' && mode !== '120000') {
        const { blob } = await git.readBlob({ fs, dir, oid });
        left.files -= 1;
        left.bytes -= blob.byteLength;
        if (left.files < 0 || left.bytes < 0) {
          throw new InputError(
            `The repository has more than ${MOST_FILES} files, or ${
              MOST_BYTES / 1024 / 1024
            } MiB.`,
          );
        }
        await fs.promises.writeFile(target, blob, {
          flag: 'wx',
          mode: mode === '100755' ? 0o755 : 0o644,
        });
      }
    }
  }
}
