import { imageReference } from './imageReference';
import { isDigest } from './isDigest';
import { isPinnedRevision } from './isPinnedRevision';
import type { NotPinned, Release } from './Release';

/**
 * All of a release that is called by what may move. Empty where the release is pinned.
 *
 * @public
 */
export function notPinned({ components }: Release): NotPinned[] {
  return components.flatMap(({ entityRef, images, revision }) => [
    ...images
      .filter(({ digest }) => !isDigest(digest))
      .map(image => ({
        entityRef,
        workload: image.workload,
        container: image.container,
        reference: imageReference(image),
        because: 'no-digest' as const,
      })),
    ...(revision && !isPinnedRevision(revision)
      ? [
          {
            entityRef,
            reference: revision.value,
            because: 'movable-revision' as const,
          },
        ]
      : []),
  ]);
}
