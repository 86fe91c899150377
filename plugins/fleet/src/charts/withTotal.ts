import type { ChartDay } from './chartDays';

/**
 * Days with the sum of all groups as one figure more: in part where one of them is, and
 * absent where none is known.
 */
export function withTotal(days: readonly ChartDay[]): ChartDay[] {
  return days.map(day => {
    const known = day.figures.filter(figure => figure !== undefined);
    const total =
      known.length === 0
        ? undefined
        : {
            value: known.reduce((sum, { value }) => sum + value, 0),
            isPart: known.some(({ isPart }) => isPart),
          };
    return { ...day, figures: [...day.figures, total] };
  });
}
