import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Where the code of a package is, built or not. */
const FOLDERS = ['dist', 'src'];

/**
 * Tells the code of packages apart: a hash over their files. A version alone
 * would not do where they are run from their sources.
 */
export function fingerprintPackages(names: string[]): string {
  const hash = createHash('sha1');
  for (const name of names) {
    const root = resolvePackagePath(name);
    for (const folder of FOLDERS.map(each => path.join(root, each))) {
      if (!existsSync(folder)) continue;
      const files = readdirSync(folder, {
        recursive: true,
        withFileTypes: true,
      })
        .filter(entry => entry.isFile())
        .map(entry => path.join(entry.parentPath, entry.name))
        .sort();
      for (const file of files) {
        hash
          .update(`${path.relative(root, file)}\n`)
          .update(readFileSync(file));
      }
    }
  }
  return hash.digest('base64url');
}
