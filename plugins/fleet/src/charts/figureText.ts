import type { Text } from '../translation';
import type { ChartDay, Figure } from './chartDays';

/** A figure as it is read: that of a day in part is at least what it says. */
export function figureText(
  figure: Figure | undefined,
  day: Pick<ChartDay, 'isToCome'>,
  format: (value: number) => string,
  t: Text,
): string {
  if (!figure) return day.isToCome ? t('charts.toCome') : t('charts.noFigure');
  const value = format(figure.value);
  return figure.isPart ? t('charts.inPart', { value }) : value;
}

/** A range as it is read. */
export function bandText(
  { band }: Pick<ChartDay, 'band'>,
  format: (value: number) => string,
  t: Text,
): string {
  return band
    ? t('charts.range', { low: format(band.low), high: format(band.high) })
    : '';
}
