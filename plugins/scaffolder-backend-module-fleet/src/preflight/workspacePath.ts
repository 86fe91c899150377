import path from 'node:path';
import { InputError } from '@backstage/errors';

/** What people call folders and files of manifests; never one that is hidden. */
const SEGMENT = /^[A-Za-z0-9_](?:[A-Za-z0-9._@+ -]{0,251}[A-Za-z0-9_@+-])?$/;

/** A path within the workspace of a task. @throws InputError for one that leads out, or is none */
export function workspacePath(written: string): string {
  const own = path.posix.normalize(written.replace(/\/+$/, ''));
  const isOne =
    !path.posix.isAbsolute(own) &&
    own.split('/').every(segment => SEGMENT.test(segment));
  if (!isOne) {
    throw new InputError(
      `'${written.slice(
        0,
        200,
      )}' is no path within the workspace that can be read. Write it from the workspace on, as 'rendered/prod'.`,
    );
  }
  return own;
}
