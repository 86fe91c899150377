import type { ReadContext } from '../types';
import { readClusterDays } from './readClusterDays';
import type { ToldCluster } from './readTold';
import type { CostFilter } from './selectSeries';

/**
 * What of the cost of some days rests on a price sheet, of each currency.
 *
 * @param told - what was told of all clusters on these days
 */
export async function readEstimated(
  context: ReadContext,
  filter: CostFilter,
  told: ReadonlyMap<string, ToldCluster>,
  days: { first: number; last: number },
): Promise<Map<string, number>> {
  const estimated = new Map(
    [...told].map(([id, cluster]) => [
      id,
      new Set(
        cluster.days
          .filter(
            ({ day, isEstimated }) =>
              isEstimated && day >= days.first && day <= days.last,
          )
          .map(({ day }) => day),
      ),
    ]),
  );
  const wanted = new Set([...estimated.values()].flatMap(each => [...each]));
  const sums = new Map<string, number>();
  for (const { clusterId, money, day, cost } of await readClusterDays(
    context,
    filter,
    [...wanted],
  )) {
    if (!estimated.get(clusterId)?.has(day)) continue;
    sums.set(money, (sums.get(money) ?? 0) + cost);
  }
  return sums;
}
