import fs from 'node:fs/promises';
import path from 'node:path';
import { InputError } from '@backstage/errors';

const MOST = 2000;

/**
 * The files below a folder of the workspace, by their paths from there.
 *
 * @throws InputError where one is a link, or of Git itself
 */
export async function filesBelow(
  folder: string,
): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const waiting = ['.'];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const entries = await fs.readdir(path.join(folder, next), {
      withFileTypes: true,
    });
    for (const entry of entries) {
      const own = path.posix.join(next, entry.name);
      if (entry.name.toLocaleLowerCase('en-US') === '.git') {
        throw new InputError(`'${own}' is Git's own folder.`);
      }
      if (entry.isDirectory()) waiting.push(own);
      else if (entry.isFile()) {
        files.set(own, await fs.readFile(path.join(folder, own)));
      } else throw new InputError(`'${own}' is a link, and no file.`);
      if (files.size > MOST) {
        throw new InputError(`More than ${MOST} files change.`);
      }
    }
  }
  return files;
}
