import { canonicalText } from '../../drift/values/canonicalText';
import type { Json } from '../../drift/values/json';
import { sha256 } from '../../drift/values/sha256';
import { compareText } from '../text/compareText';
import { contentOfImage, contentOfRevision } from './contentOf';
import type { Release, ReleaseComponent, ReleaseImage } from './Release';

/** Before the id, so that ids of another making are never taken for the same. */
const VERSION = 'release1';

function compareImages(left: ReleaseImage, right: ReleaseImage): number {
  return (
    compareText(left.workload, right.workload) ||
    compareText(left.container, right.container)
  );
}

function contentOf({ entityRef, images, revision }: ReleaseComponent): Json {
  return [
    entityRef,
    images.map(image => [
      image.workload,
      image.container,
      contentOfImage(image),
    ]),
    contentOfRevision(revision),
  ];
}

/**
 * A release of these components, in order and with its id.
 *
 * @throws RangeError - if there is no component, one is named twice, one consists of
 *   nothing, or one has two images for the same container
 * @public
 */
export function makeRelease(components: readonly ReleaseComponent[]): Release {
  if (components.length === 0) throw new RangeError('a release of nothing');
  const sorted = [...components]
    .sort((left, right) => compareText(left.entityRef, right.entityRef))
    .map(component => ({
      ...component,
      images: [...component.images].sort(compareImages),
    }));
  sorted.forEach(({ entityRef, images, revision }, index) => {
    if (sorted[index - 1]?.entityRef === entityRef) {
      throw new RangeError(`${entityRef} is in the release twice`);
    }
    if (images.length === 0 && !revision) {
      throw new RangeError(`${entityRef} has neither images nor a revision`);
    }
    const twice = images.find(
      (image, at) => at > 0 && compareImages(images[at - 1], image) === 0,
    );
    if (twice) {
      throw new RangeError(
        `${entityRef} has two images for ${twice.workload}/${twice.container}`,
      );
    }
  });
  const text = canonicalText(sorted.map(contentOf));
  return { id: `${VERSION}:${sha256(text)}`, components: sorted };
}
