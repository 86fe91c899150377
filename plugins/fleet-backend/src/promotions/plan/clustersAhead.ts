import type { PromotionPlan } from '@fleetview/backstage-plugin-fleet-common';

/**
 * Ids of the clusters on which a plan changes something, in the order of its waves.
 *
 * @param done - keys of waves that are done with
 */
export function clustersAhead(
  { waves, items }: Pick<PromotionPlan, 'waves' | 'items'>,
  done: ReadonlySet<string> = new Set(),
): string[] {
  const changed = new Set(
    items.flatMap(({ change, cluster }) =>
      change === 'unchanged' ? [] : [cluster],
    ),
  );
  return [
    ...new Set(
      waves
        .filter(({ key }) => !done.has(key))
        .flatMap(({ clusters }) => clusters)
        .filter(cluster => changed.has(cluster)),
    ),
  ];
}
