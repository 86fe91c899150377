import {
  hashOfPlan,
  type PlannedItem,
  type Promotion,
  type PromotionPlan,
} from '@fleetview/backstage-plugin-fleet-common';

function placeOf({ cluster, entityRef, namespace }: PlannedItem): string {
  return JSON.stringify([cluster, entityRef, namespace ?? null]);
}

/**
 * A plan as it is now, of what has not moved yet: what was done stays as it was planned, and
 * so does what cannot be seen now. Nothing where all is as planned.
 *
 * @param planned - what is planned, as the promotion has it
 * @param now - items of a plan that brings the same release to the same stage, made now
 */
export function replanned(
  promotion: Promotion,
  planned: PromotionPlan,
  now: readonly PlannedItem[],
): PromotionPlan | undefined {
  const open = new Set(
    promotion.attempts
      .filter(
        ({ state, movingSince }) =>
          state !== 'done' && movingSince === undefined,
      )
      .map(({ wave }) => wave),
  );
  const byPlace = new Map(now.map(item => [placeOf(item), item]));
  const items = planned.items.map(item => {
    if (!open.has(item.wave)) return item;
    const current = byPlace.get(placeOf(item));
    // What has it by now is as it was to be; it stays in the wave that it was planned for.
    return current?.mayMove ? { ...current, wave: item.wave } : item;
  });
  const { hash, commit: _, mayMove, ...rest } = planned;
  const next = { ...rest, items };
  const nextHash = hashOfPlan(next);
  return nextHash === hash
    ? undefined
    : { ...planned, items, hash: nextHash, mayMove };
}
