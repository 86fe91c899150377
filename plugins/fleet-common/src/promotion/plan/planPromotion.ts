import type { ReleaseSight, RunningInstance } from '../release';
import { isCommit } from '../release/isPinnedRevision';
import type { StagedStage } from '../stages';
import { compareText } from '../text/compareText';
import { hashOfPlan } from './hashOfPlan';
import { planItem, sourceOf } from './planItem';
import type { PlanHeld, PlannedItem, PromotionPlan } from './PromotionPlan';

/**
 * What a plan is made of.
 *
 * @public
 */
export type PlanRequest = {
  /** The name of the source stage. */
  from: string;
  /** What runs there, see {@link releaseOfRunning}. */
  source: ReleaseSight;
  to: StagedStage;
  /** References of the components that are to go. Of others the plan says nothing. */
  components: readonly string[];
  /** All instances of these components on clusters of the target stage. */
  running: readonly RunningInstance[];
  /** Clusters that were read whole and are current. Of others, absence is not known. */
  currentClusters: readonly string[];
  /** Whether a component is to be on a cluster where it is not yet; everywhere where absent. */
  isWanted?: (entityRef: string, cluster: string) => boolean;
  /** Whether what the release does not have may be removed. */
  mayRemove?: boolean;
  /** The whole id of the commit of the configuration that it is made from. */
  commit: string;
};

function placeKey({
  cluster,
  entityRef,
}: Pick<RunningInstance, 'cluster' | 'entityRef'>): string {
  return JSON.stringify([cluster, entityRef]);
}

/** By cluster and component, in the order of namespaces. */
function runningByPlace(
  instances: readonly RunningInstance[],
): Map<string, RunningInstance[]> {
  const places = new Map<string, RunningInstance[]>();
  const sorted = [...instances].sort((left, right) =>
    compareText(left.namespace, right.namespace),
  );
  for (const instance of sorted) {
    const key = placeKey(instance);
    const known = places.get(key);
    if (known) known.push(instance);
    else places.set(key, [instance]);
  }
  return places;
}

function itemsOf(request: PlanRequest): PlannedItem[] {
  const { to, source, isWanted, mayRemove = false } = request;
  const components = [...new Set(request.components)].sort(compareText);
  const current = new Set(request.currentClusters);
  const running = runningByPlace(request.running);
  return to.waves.flatMap(({ key: wave, clusters }) =>
    [...clusters].sort(compareText).flatMap(cluster =>
      components.flatMap(entityRef => {
        const there = running.get(placeKey({ cluster, entityRef })) ?? [];
        const place = { entityRef, cluster, wave };
        const plan = (target: RunningInstance | 'unknown' | undefined) =>
          planItem(place, sourceOf(source, entityRef), target, {
            mayRemove,
          }) ?? [];
        if (there.length > 0) return there.flatMap(plan);
        if (isWanted && !isWanted(entityRef, cluster)) return [];
        return plan(current.has(cluster) ? undefined : 'unknown');
      }),
    ),
  );
}

function heldBy(
  { from, to, source }: PlanRequest,
  items: readonly PlannedItem[],
): PlanHeld[] {
  const held: PlanHeld[] = [];
  if (!to.after.includes(from)) held.push('not-next');
  if (!source.release) held.push('no-release');
  if (to.waves.length === 0) held.push('no-target');
  if (
    items.some(
      ({ mayMove, because }) =>
        !mayMove && because.some(each => each !== 'same'),
    )
  ) {
    held.push('held-items');
  } else if (!items.some(({ mayMove }) => mayMove)) {
    held.push('nothing-to-move');
  }
  return held;
}

/**
 * What it would do to bring what runs on one stage to the next: for each component and
 * cluster, from what to what, whether it may, and why not.
 *
 * @throws RangeError - if the commit is not a whole id
 * @public
 */
export function planPromotion(request: PlanRequest): PromotionPlan {
  const { from, to, source, commit } = request;
  if (!isCommit(commit)) {
    throw new RangeError('the commit has to be a whole id');
  }
  const items = itemsOf(request);
  const because = heldBy(request, items);
  const plan = {
    from,
    to: to.name,
    ...(source.release && { release: source.release.id }),
    waves: to.waves,
    items,
    notPinned: source.notPinned,
    because,
  };
  return {
    ...plan,
    commit,
    mayMove: because.length === 0,
    hash: hashOfPlan(plan),
  };
}
