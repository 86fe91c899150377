import { notPinned } from './notPinned';
import type { Release } from './Release';

/**
 * Whether two releases are the same.
 *
 * - `same`: they have the same content, and all of it is pinned
 * - `different`: they are called by other things. What is only called differently may be
 *   the same content; nobody can tell
 * - `unknown`: they are called by the same things, some of which may move: a tag may have
 *   been another image when it was pulled
 *
 * @public
 */
export function compareReleases(
  left: Release,
  right: Release,
): 'same' | 'different' | 'unknown' {
  if (left.id !== right.id) return 'different';
  return notPinned(left).length === 0 ? 'same' : 'unknown';
}
