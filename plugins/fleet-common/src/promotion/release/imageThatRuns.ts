import { isDigest } from './isDigest';
import type { ReleaseImage } from './Release';
import type { RunningImage } from './RunningInstance';

/** An image, pinned by what runs where all pods run one content and nothing else is asked for. */
export function imageThatRuns({
  runningDigests,
  ...image
}: RunningImage): ReleaseImage {
  const { digest, ...called } = image;
  if (isDigest(digest)) return image;
  const ran = new Set(runningDigests);
  const [only] = ran;
  return ran.size === 1 && isDigest(only) ? { ...called, digest: only } : image;
}
