import {
  dayNumber,
  type DaySpan,
} from '@fleetview/backstage-plugin-fleet-common';
import type { ToldCluster } from './readTold';

/** On how many days of a span anything in a currency rests on a price sheet. */
export function estimatedDaysOf(
  told: ReadonlyMap<string, ToldCluster>,
  money: string,
  span: DaySpan,
): number {
  const [first, last] = [dayNumber(span.first), dayNumber(span.last)];
  return new Set(
    [...told.values()].flatMap(({ days }) =>
      days
        .filter(
          each =>
            each.isEstimated &&
            each.money === money &&
            each.day >= first &&
            each.day <= last,
        )
        .map(({ day }) => day),
    ),
  ).size;
}
