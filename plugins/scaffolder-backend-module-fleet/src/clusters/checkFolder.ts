import path from 'node:path';
import { refuse } from './names';

const PART = /^[A-Za-z0-9_](?:[\w.-]{0,126}\w)?$/;

/**
 * The folder of the repository that has `clusters` and the others.
 *
 * @returns from the root of the repository; a `.` where it is that
 * @throws InputError where it leads elsewhere, or is hidden
 */
export function checkFolder(folder: string): string {
  if (folder === '' || folder === '.') return '.';
  const parts = folder.replace(/\/$/, '').split('/');
  if (folder.length > 253 || !parts.every(part => PART.test(part))) {
    refuse(
      'path',
      folder,
      "it has to be a folder from the root of the repository, as in 'fleet' or 'platform/fleet', of letters, digits, '-', '_' and '.', and not hidden.",
    );
  }
  return path.posix.join(...parts);
}
