import { canonicalText } from '../../drift/values/canonicalText';
import type { Image } from '../../facts';
import type { ReleaseImage, RunningImage } from '../release';
import { contentOfImage } from '../release/contentOf';
import { isDigest } from '../release/isDigest';
import { compareText } from '../text/compareText';
import type { PlannedChange, PlannedImage } from './PromotionPlan';

type Called = Pick<Image, 'repository' | 'tag' | 'digest'>;

function called({ repository, tag, digest }: Called): Called {
  return {
    repository,
    ...(tag !== undefined && { tag }),
    ...(digest !== undefined && { digest }),
  };
}

function changeOf(
  from: Called | undefined,
  to: Called | undefined,
): PlannedChange {
  if (!from) return 'new';
  if (!to) return 'removed';
  const isSame =
    canonicalText(contentOfImage(from)) === canonicalText(contentOfImage(to));
  if (!isSame) return 'changed';
  // The same tag may have been another image when it was pulled.
  return isDigest(to.digest) ? 'unchanged' : 'unknown';
}

/** What happens to each container's image, by workload and container. */
export function planImages(
  running: readonly RunningImage[],
  released: readonly ReleaseImage[],
): PlannedImage[] {
  type Pair = Pick<ReleaseImage, 'workload' | 'container'> & {
    from?: Called;
    to?: Called;
  };
  const pairs = new Map<string, Pair>();
  const add = (image: ReleaseImage, side: 'from' | 'to') => {
    const { workload, container } = image;
    const key = canonicalText([workload, container]);
    pairs.set(key, {
      ...(pairs.get(key) ?? { workload, container }),
      [side]: called(image),
    });
  };
  running.forEach(image => add(image, 'from'));
  released.forEach(image => add(image, 'to'));
  return [...pairs.values()]
    .map(({ workload, container, from, to }) => ({
      workload,
      container,
      change: changeOf(from, to),
      ...(from && { from }),
      ...(to && { to }),
    }))
    .sort(
      (left, right) =>
        compareText(left.workload, right.workload) ||
        compareText(left.container, right.container),
    );
}
