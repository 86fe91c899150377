import type { ChartPoint, ChartSeries } from './types';

/** More groups than these cannot be told apart at a glance. */
const MOST_GROUPS = 7;

/**
 * The largest groups in order, and all others as one: their sum for each day of which
 * one of them has a figure, in part where one of these is.
 */
export function foldGroups(
  groups: readonly ChartSeries[],
  othersLabel: string,
  most = MOST_GROUPS,
): ChartSeries[] {
  const sorted = groups
    .filter(({ isOthers }) => !isOthers)
    .map(group => ({ group, sum: sumOf(group) }))
    .sort((a, b) => b.sum - a.sum)
    .map(({ group }) => group);
  const rest = [
    ...sorted.slice(most),
    ...groups.filter(({ isOthers }) => isOthers),
  ];
  if (rest.length === 0) return sorted;
  // What already stands for others is called as it is.
  if (rest.length === 1 && rest[0].isOthers) return [...sorted, rest[0]];
  return [
    ...sorted.slice(0, most),
    {
      id: 'others',
      label: othersLabel,
      isOthers: true,
      points: addUp(rest),
    },
  ];
}

function sumOf({ points }: ChartSeries): number {
  return points.reduce(
    (sum, { value = 0 }) => sum + (Number.isFinite(value) ? value : 0),
    0,
  );
}

function addUp(groups: readonly ChartSeries[]): ChartPoint[] {
  const byDay = new Map<string, { value: number; isPart: boolean }>();
  for (const { day, value, isPart = false } of groups.flatMap(
    ({ points }) => points,
  )) {
    if (value === undefined || !Number.isFinite(value)) continue;
    const known = byDay.get(day) ?? { value: 0, isPart: false };
    byDay.set(day, {
      value: known.value + value,
      isPart: known.isPart || isPart,
    });
  }
  return [...byDay].map(([day, figure]) => ({ day, ...figure }));
}
