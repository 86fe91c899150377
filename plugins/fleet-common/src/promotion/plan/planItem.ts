import { canonicalText } from '../../drift/values/canonicalText';
import type {
  NoRelease,
  ReleaseComponent,
  ReleaseSight,
  RunningInstance,
} from '../release';
import { contentOfRevision } from '../release/contentOf';
import { isPinnedRevision } from '../release/isPinnedRevision';
import { planImages } from './planImages';
import type {
  PlannedChange,
  PlannedImage,
  PlannedItem,
  PlanRefusal,
} from './PromotionPlan';

/** What the source stage says of a component. */
export type SourceOfComponent =
  | { component: ReleaseComponent; isPinned: boolean }
  | { missing: NoRelease['because'] };

const REFUSED_SOURCE: Record<
  Exclude<NoRelease['because'], 'not-there'>,
  PlanRefusal
> = {
  'not-current': 'source-not-current',
  moving: 'source-moving',
  mixed: 'source-mixed',
  nothing: 'source-nothing',
};

/** What the source stage says of each component; of those that it does not name, nothing is there. */
export function sourceOf(
  { release, missing, notPinned }: ReleaseSight,
  entityRef: string,
): SourceOfComponent {
  const component = release?.components.find(
    each => each.entityRef === entityRef,
  );
  if (component) {
    return {
      component,
      isPinned: !notPinned.some(each => each.entityRef === entityRef),
    };
  }
  const why = missing.find(each => each.entityRef === entityRef);
  // What was not looked at is not known to be absent.
  return { missing: why?.because ?? 'not-current' };
}

function changeOfRevision(
  from: ReleaseComponent['revision'],
  to: ReleaseComponent['revision'],
): PlannedChange {
  const isSame =
    canonicalText(contentOfRevision(from)) ===
    canonicalText(contentOfRevision(to));
  if (!isSame) return 'changed';
  return !to || isPinnedRevision(to) ? 'unchanged' : 'unknown';
}

function changeOf(
  images: readonly PlannedImage[],
  revision: PlannedChange,
): PlannedChange {
  const changes = [...images.map(({ change }) => change), revision];
  if (changes.some(each => !['unchanged', 'unknown'].includes(each))) {
    return 'changed';
  }
  return changes.includes('unknown') ? 'unknown' : 'unchanged';
}

/**
 * What happens to one component at one place.
 *
 * @param target - what runs there; `unknown` where that is not known, nothing where it is
 *   known that nothing does
 */
export function planItem(
  place: Pick<PlannedItem, 'entityRef' | 'cluster' | 'wave'>,
  source: SourceOfComponent,
  target: RunningInstance | 'unknown' | undefined,
  options: { mayRemove: boolean },
): PlannedItem | undefined {
  const because: PlanRefusal[] = [];
  const isKnown = target !== 'unknown' && target?.isCurrent !== false;
  if (!isKnown) because.push('target-not-current');
  else if (target && !target.isSettled) because.push('target-moving');
  const running = target === 'unknown' || !isKnown ? undefined : target;
  const namespace = target === 'unknown' ? undefined : target?.namespace;
  const item = (
    change: PlannedChange,
    refusals: readonly PlanRefusal[],
    more: Pick<PlannedItem, 'images' | 'revision'>,
  ): PlannedItem => ({
    ...place,
    ...(namespace !== undefined && { namespace }),
    change,
    ...more,
    mayMove: refusals.length === 0,
    because: refusals,
  });
  if ('missing' in source) {
    const { missing } = source;
    if (missing !== 'not-there') {
      return item('unknown', [REFUSED_SOURCE[missing], ...because], {
        images: [],
      });
    }
    // Neither here nor there.
    if (!running && isKnown) return undefined;
    if (!options.mayRemove) because.push('removal');
    return item(isKnown ? 'removed' : 'unknown', because, {
      images: planImages(running?.images ?? [], []),
      ...(running?.revision && { revision: { from: running.revision } }),
    });
  }
  const { component, isPinned } = source;
  if (!isPinned) because.unshift('not-pinned');
  const revision = {
    ...(running?.revision && { from: running.revision }),
    ...(component.revision && { to: component.revision }),
  };
  const images = planImages(running?.images ?? [], component.images);
  const more = (shown: PlannedImage[]) => ({
    images: shown,
    ...(Object.keys(revision).length > 0 && { revision }),
  });
  if (!isKnown) {
    return item(
      'unknown',
      because,
      more(images.map(image => ({ ...image, change: 'unknown' as const }))),
    );
  }
  if (!running) return item('new', because, more(images));
  const change = changeOf(
    images,
    changeOfRevision(running.revision, component.revision),
  );
  return item(
    change,
    change === 'unchanged' && because.length === 0 ? ['same'] : because,
    more(images),
  );
}
