import { canonicalText } from '../../drift/values/canonicalText';
import { compareText } from '../text/compareText';
import { contentOfImage, contentOfRevision } from './contentOf';
import { imageThatRuns } from './imageThatRuns';
import { isDigest } from './isDigest';
import { makeRelease } from './makeRelease';
import { notPinned } from './notPinned';
import type {
  NotPinned,
  Release,
  ReleaseComponent,
  ReleaseImage,
} from './Release';
import type { RunningImage, RunningInstance } from './RunningInstance';

/**
 * Why no release can be told of a component.
 *
 * - `not-current`: an instance is not, so that it may run something else by now; or there is
 *   none, and not all clusters were read
 * - `moving`: an instance is on its way to something else
 * - `mixed`: several contents run for one container, or several revisions
 * - `nothing`: it has neither images nor a revision
 * - `not-there`: it has no instance, which is proven
 *
 * @public
 */
export type NoRelease = {
  entityRef: string;
  because: 'not-current' | 'moving' | 'mixed' | 'nothing' | 'not-there';
  /** Clusters on which that is so; all of them where several are at odds. */
  clusters: string[];
};

/**
 * What release runs somewhere.
 *
 * @public
 */
export type ReleaseSight = {
  /** Of the components of which it can be told; absent where there are none. */
  release?: Release;
  /** Components of which it cannot. The release does not speak of them. */
  missing: NoRelease[];
  notPinned: NotPinned[];
};

/** Several contents under one tag. What a digest asks for can be nothing else. */
function isAtOdds({ runningDigests = [], digest }: RunningImage): boolean {
  return !isDigest(digest) && new Set(runningDigests).size > 1;
}

function componentOf(
  entityRef: string,
  instances: readonly RunningInstance[],
  unread: readonly string[],
): ReleaseComponent | NoRelease {
  const not = (
    because: NoRelease['because'],
    some: readonly RunningInstance[],
  ): NoRelease => ({
    entityRef,
    because,
    clusters: [...new Set(some.map(({ cluster }) => cluster))].sort(
      compareText,
    ),
  });
  if (instances.length === 0) {
    return unread.length > 0
      ? { entityRef, because: 'not-current', clusters: [...unread] }
      : not('not-there', []);
  }
  const stale = instances.filter(({ isCurrent }) => !isCurrent);
  if (stale.length > 0) return not('not-current', stale);
  const moving = instances.filter(({ isSettled }) => !isSettled);
  if (moving.length > 0) return not('moving', moving);
  const [{ revision }] = instances;
  const asked = canonicalText(contentOfRevision(revision));
  const images = new Map<string, ReleaseImage>();
  for (const instance of instances) {
    if (canonicalText(contentOfRevision(instance.revision)) !== asked) {
      return not('mixed', instances);
    }
    for (const running of instance.images) {
      const image = imageThatRuns(running);
      const key = canonicalText([image.workload, image.container]);
      const known = images.get(key);
      const isOther =
        known &&
        canonicalText(contentOfImage(known)) !==
          canonicalText(contentOfImage(image));
      if (isOther || isAtOdds(running)) return not('mixed', instances);
      if (!known) images.set(key, image);
    }
  }
  if (images.size === 0 && !revision) return not('nothing', instances);
  return {
    entityRef,
    images: [...images.values()],
    ...(revision && { revision }),
  };
}

/**
 * The release that runs on a stage, told from its instances: of each component one, if all
 * its instances are current, settled, and run the same content. A container that is not on
 * all of its clusters belongs to it as well.
 *
 * @param entityRefs - the components that the release is of. Instances of others are left out
 * @param unread - ids of clusters of the stage that were not read whole, or are not current:
 *   what is on none of the others may be there
 * @public
 */
export function releaseOfRunning(
  entityRefs: readonly string[],
  instances: readonly RunningInstance[],
  unread: readonly string[],
): ReleaseSight {
  const found = [...new Set(entityRefs)].sort(compareText).map(entityRef =>
    componentOf(
      entityRef,
      instances.filter(instance => instance.entityRef === entityRef),
      [...unread].sort(compareText),
    ),
  );
  const components = found.flatMap(each => ('images' in each ? each : []));
  const missing = found.flatMap(each => ('because' in each ? each : []));
  if (components.length === 0) return { missing, notPinned: [] };
  const release = makeRelease(components);
  return { release, missing, notPinned: notPinned(release) };
}
