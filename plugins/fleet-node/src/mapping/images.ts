import type { Image } from '@fleetview/backstage-plugin-fleet-common';
import { withoutUndefined } from './withoutUndefined';

const MAX_REFERENCE_LENGTH = 512;
const DIGEST = /^[A-Za-z][A-Za-z0-9+._-]{0,30}:[0-9a-fA-F]{32,128}$/;
const TAG = /^\w[\w.-]{0,127}$/;
const HOST = /^(?:[A-Za-z0-9._-]+|\[[0-9a-fA-F:]+\])(?::\d{1,5})?$/;
const SEGMENT = /^[A-Za-z0-9._-]+$/;

/**
 * The parts of a container image reference.
 *
 * @public
 */
export type ImageReference = Omit<Image, 'container'>;

/**
 * Takes an image reference apart: `[registry[:port]/]path[:tag][@digest]`. The
 * repository stays as it is written; no default registry is put before it.
 * `undefined` where it is not a reference.
 * Source: the grammar of `github.com/distribution/reference`.
 *
 * @public
 */
export function parseImageReference(
  reference: string,
): ImageReference | undefined {
  if (reference.length > MAX_REFERENCE_LENGTH) return undefined;
  const at = reference.indexOf('@');
  const digest = at < 0 ? undefined : reference.slice(at + 1);
  if (digest !== undefined && !DIGEST.test(digest)) return undefined;
  const named = at < 0 ? reference : reference.slice(0, at);

  const colon = named.lastIndexOf(':');
  const hasTag = colon > named.lastIndexOf('/');
  const tag = hasTag ? named.slice(colon + 1) : undefined;
  if (tag !== undefined && !TAG.test(tag)) return undefined;
  const repository = hasTag ? named.slice(0, colon) : named;

  const [first, ...rest] = repository.split('/');
  const firstFits = rest.length ? HOST.test(first) : SEGMENT.test(first);
  if (!firstFits || !rest.every(segment => SEGMENT.test(segment))) {
    return undefined;
  }
  return withoutUndefined({ repository, tag, digest });
}

/**
 * The images of a pod template's containers, in their order, at most 50. A
 * container without a readable image is left out.
 *
 * @public
 */
export function imagesOf(
  containers: Iterable<{ name: string; image: string }>,
): Image[] {
  const images: Image[] = [];
  for (const { name, image } of containers) {
    const parsed = parseImageReference(image);
    if (parsed) images.push({ container: name, ...parsed });
    if (images.length === 50) break;
  }
  return images;
}
