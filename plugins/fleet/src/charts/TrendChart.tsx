import { DayChart } from './DayChart';
import type { ChartProps } from './types';

/**
 * One to a few lines over days: what is known solid, what lacks a part hollow and dotted,
 * gaps as gaps, what is expected dashed with its range as a band, a limit as a line across,
 * and marks numbered. Its figures are in a table below it as well.
 */
export function TrendChart(props: ChartProps) {
  return <DayChart {...props} kind="line" />;
}
