import { createHash } from 'node:crypto';
import path from 'node:path';
import { fileNameOf } from '../workspace';

/**
 * A branch of its own for each folder and all that is asked for: hosts' actions overwrite a
 * branch that is there, and with it the pull request that somebody else has open; and who asks
 * for the same again is led to the one that he has.
 *
 * @param words - what it is called; cut where that is long
 * @param folder - where in the repository the change is
 * @param of - what is asked for, and what tells apart that which may be called the same, once it is cut
 */
export function branchOf(
  words: readonly string[],
  folder: string,
  of: readonly string[],
): string {
  const place = path.posix.normalize(folder).replace(/\/$/, '');
  const digest = createHash('sha256')
    .update(JSON.stringify([place, ...of]))
    .digest('hex')
    .slice(0, 8);
  return `fleet/${fileNameOf(words)}-${digest}`;
}
