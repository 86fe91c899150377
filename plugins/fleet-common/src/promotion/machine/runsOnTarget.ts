import { canonicalText } from '../../drift/values/canonicalText';
import type { Json } from '../../drift/values/json';
import type { Revision } from '../../facts';
import type { PlannedImage, PlannedItem } from '../plan';
import type { ReleaseImage, RunningInstance } from '../release';
import { contentOfImage, contentOfRevision } from '../release/contentOf';
import { imageThatRuns } from '../release/imageThatRuns';
import { isDigest } from '../release/isDigest';
import { isPinnedRevision } from '../release/isPinnedRevision';
import { compareText } from '../text/compareText';
import type { TargetSight } from './PromotionEvent';

type Content = Pick<ReleaseImage, 'workload' | 'container'> &
  NonNullable<PlannedImage['from']>;

function textOf(
  images: readonly Content[],
  revision: Revision | undefined,
): string {
  const entries: Json = images
    .map(image =>
      canonicalText([image.workload, image.container, contentOfImage(image)]),
    )
    .sort(compareText);
  return canonicalText([entries, contentOfRevision(revision)]);
}

function sideOf(
  { images, revision }: PlannedItem,
  side: 'from' | 'to',
): { images: Content[]; revision?: Revision } {
  const of = revision?.[side];
  return {
    images: images.flatMap(({ workload, container, [side]: image }) =>
      image ? { workload, container, ...image } : [],
    ),
    ...(of && { revision: of }),
  };
}

type Answer = TargetSight['hasRelease'];

/** Whether an instance has what is planned, or what was there. */
function has(
  item: PlannedItem,
  side: 'from' | 'to',
  instance: RunningInstance | undefined,
): Answer {
  const { images, revision } = sideOf(item, side);
  const isNothing = images.length === 0 && !revision;
  if (!instance) return isNothing ? 'yes' : 'no';
  // What was there is what it was called by; what comes is told by what runs.
  const there =
    side === 'from' ? instance.images : instance.images.map(imageThatRuns);
  if (
    isNothing ||
    textOf(there, instance.revision) !== textOf(images, revision)
  ) {
    return 'no';
  }
  const isPinned =
    images.every(({ digest }) => isDigest(digest)) &&
    (!revision || isPinnedRevision(revision));
  // What was before need not be pinned: it is called as it was.
  return isPinned || side === 'from' ? 'yes' : 'unknown';
}

function worst(answers: readonly Answer[]): Answer {
  if (answers.includes('no')) return 'no';
  return answers.length === 0 || answers.includes('unknown')
    ? 'unknown'
    : 'yes';
}

/**
 * Whether a cluster has what a plan brings to it, and whether it has what it had before: all
 * of it, by digests.
 *
 * @param items - those of the plan that are of the cluster
 * @param running - all instances of its components on the cluster
 * @param isCurrent - whether the cluster was read whole, and is current
 * @public
 */
export function runsOnTarget(
  items: readonly PlannedItem[],
  running: readonly RunningInstance[],
  isCurrent: boolean,
): Pick<TargetSight, 'hasRelease' | 'hasBefore' | 'isCurrent' | 'isSettled'> {
  const isSeen = isCurrent && running.every(instance => instance.isCurrent);
  if (!isSeen) {
    return {
      isCurrent: false,
      hasRelease: 'unknown',
      hasBefore: 'unknown',
      isSettled: false,
    };
  }
  const answers = (side: 'from' | 'to') =>
    worst(
      items.flatMap(item => {
        const own = running.filter(
          ({ entityRef, namespace }) =>
            entityRef === item.entityRef &&
            (item.namespace === undefined || namespace === item.namespace),
        );
        return own.length === 0
          ? has(item, side, undefined)
          : own.map(instance => has(item, side, instance));
      }),
    );
  return {
    isCurrent: true,
    hasRelease: answers('to'),
    hasBefore: answers('from'),
    isSettled: running.every(instance => instance.isSettled),
  };
}
