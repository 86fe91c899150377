import type { Revision } from '../../facts';
import { isDigest } from './isDigest';

/** Whole ids: what is cut short may be those of two. */
const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Whether a text is a whole id of a commit, of SHA-1 or SHA-256. */
export function isCommit(text: string): boolean {
  return COMMIT.test(text);
}

/**
 * Whether a revision is the same content for ever. Some engines put the branch before the
 * id (`main@sha1:…`): what is read from them is taken apart before.
 */
export function isPinnedRevision({ type, value }: Revision): boolean {
  if (type === 'commit') return isCommit(value);
  return type === 'digest' && isDigest(value);
}
