import type { PlannedItem } from '@fleetview/backstage-plugin-fleet-common';
import { defined } from '../../values';
import type { ClusterName } from './names';

export function toPlanItem(
  { entityRef: _, cluster, images, because, ...item }: PlannedItem,
  nameOf: (id: string) => ClusterName,
) {
  return defined({
    ...item,
    cluster: nameOf(cluster),
    images: images.map(({ from, to, ...image }) =>
      defined({ ...image, from: from && toImage(from), to: to && toImage(to) }),
    ),
    because: [...because],
  });
}

/** Without what else an image may have beside its name. */
export function toImage({
  repository,
  tag,
  digest,
}: {
  repository: string;
  tag?: string;
  digest?: string;
}) {
  return defined({ repository, tag, digest });
}

/** How many items of a plan are what. */
export function countItems(items: readonly PlannedItem[]) {
  const counts = { new: 0, changed: 0, removed: 0, unchanged: 0, unknown: 0 };
  for (const { change } of items) counts[change] += 1;
  return counts;
}
