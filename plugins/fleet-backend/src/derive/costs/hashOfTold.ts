import { createHash } from 'node:crypto';

/** What days are kept is derived with; another one takes all of them down again. */
const FORM = '1';

/** A hash of all that is told of a day, from those of what it is told in, in order. */
export function hashOfTold(hashes: readonly string[]): string {
  const all = createHash('sha256').update(FORM);
  for (const hash of hashes) all.update(hash);
  return all.digest('hex');
}
