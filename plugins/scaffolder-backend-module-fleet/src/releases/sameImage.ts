import { InputError } from '@backstage/errors';
import type { CalledImage, ImageChange } from './ReleaseChange';

/**
 * The one image that all of these come to, and the one that all of them are.
 *
 * @param where - the place that can hold one only
 * @throws InputError where they are several
 */
export function sameImage(
  images: readonly ImageChange[],
  where: string,
): { from?: CalledImage; to: CalledImage } {
  const [first, ...others] = images;
  const other = others.find(
    ({ to }) => to.digest !== first.to.digest || to.tag !== first.to.tag,
  );
  if (other) {
    throw new InputError(
      `${where} is one image, and '${first.container}' of '${first.workload}' and '${other.container}' of '${other.workload}' are to get two. Edit it by hand.`,
    );
  }
  const from = images.find(each => each.from)?.from;
  return { ...(from ? { from } : {}), to: first.to };
}
