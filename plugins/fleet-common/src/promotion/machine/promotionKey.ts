import { canonicalText } from '../../drift/values/canonicalText';
import { sha256 } from '../../drift/values/sha256';

/** Before the key, so that keys of another making are never taken for the same. */
const VERSION = 'promote1';

// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f\\]/;

/** Whether a path has one way only to be written, and stays within its repository. */
function isPlain(path: string): boolean {
  return (
    path !== '' &&
    !CONTROL.test(path) &&
    path.split('/').every(step => !['', '.', '..'].includes(step))
  );
}

/**
 * By what a change in Git is known to be the same: who finds the key again finds the change
 * that was made by it, and makes no other.
 *
 * @param change - the id of a release, the key of a wave, and the path below its repository
 *   that is changed. Where several repositories have that path, the repository as well
 * @throws RangeError - if the path could be written in another way, or leaves its repository
 * @public
 */
export function promotionKey(change: {
  release: string;
  wave: string;
  path: string;
  repository?: string;
}): string {
  const { release, wave, path, repository } = change;
  if (!isPlain(path)) {
    throw new RangeError(
      'the path has to be a plain path below the repository',
    );
  }
  const text = canonicalText([release, wave, path, repository ?? null]);
  return `${VERSION}:${sha256(text)}`;
}
