import type { Revision } from '../../facts';
import type { Json } from '../../drift/values/json';
import { isDigest } from './isDigest';
import { isPinnedRevision } from './isPinnedRevision';
import type { ReleaseImage } from './Release';

/**
 * What an image is, whatever it is called: its digest alone, as the same content may come
 * from another registry on each stage; without one all that it is called by.
 */
export function contentOfImage({
  repository,
  tag,
  digest,
}: Pick<ReleaseImage, 'repository' | 'tag' | 'digest'>): Json {
  return isDigest(digest)
    ? ['digest', digest]
    : ['reference', repository, tag ?? '', digest ?? ''];
}

/** What a revision is; of one that may move all that is known of it. */
export function contentOfRevision(revision: Revision | undefined): Json {
  if (!revision) return null;
  const { type, value } = revision;
  return isPinnedRevision(revision)
    ? ['pinned', value]
    : ['movable', type, value];
}
