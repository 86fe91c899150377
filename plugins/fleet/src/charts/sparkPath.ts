import { spansOf, type ChartDay } from './chartDays';

/**
 * The path of the first series as small as a word: a piece for each run of days that are
 * known as a whole, and nothing across others. A day alone is a dot, as wide as the line.
 *
 * @returns an empty path where no day is known
 */
export function sparkPath(
  days: readonly ChartDay[],
  size: { width: number; height: number; inset: number },
): string {
  const { width, height, inset } = size;
  const valueOf = ({ figures: [figure] }: ChartDay) =>
    figure && !figure.isPart ? figure.value : undefined;
  const values = days.flatMap(day => valueOf(day) ?? []);
  if (values.length === 0) return '';
  const low = Math.min(...values);
  const high = Math.max(...values);
  const first = days[0].number;
  const x = (number: number) =>
    inset +
    ((number - first) / Math.max(1, days.length - 1)) * (width - 2 * inset);
  // What never changes is a line half way up.
  const y = (value: number) =>
    high === low
      ? height / 2
      : inset + ((high - value) / (high - low)) * (height - 2 * inset);
  return spansOf(days, day => valueOf(day) !== undefined)
    .map(({ from, to }) => {
      const points = days
        .slice(from - first, to - first + 1)
        .map(day => `${round(x(day.number))} ${round(y(valueOf(day) ?? 0))}`);
      const [start, ...rest] = points;
      return `M${start}${rest.length > 0 ? `L${rest.join(' ')}` : 'h0.01'}`;
    })
    .join('');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
