import { useMemo } from 'react';
import { useText } from '../translation';
import { DayChart } from './DayChart';
import { foldGroups } from './foldGroups';
import type { ChartProps } from './types';

/**
 * What each day is made of, a bar for each day: up to seven groups, the largest first, and
 * all others as one. What lacks a part is hatched. What is expected, its range and the
 * limit are of the sum.
 */
export function StackChart(props: ChartProps) {
  const t = useText();
  const series = useMemo(
    () => foldGroups(props.series, t('charts.others')),
    [props.series, t],
  );
  return <DayChart {...props} series={series} kind="stack" />;
}
