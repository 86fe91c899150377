import { untrustedName } from '@fleetview/backstage-plugin-fleet-react';
import type { Text } from '../translation';
import type { ChartDay } from './chartDays';
import type { EndLabel } from './EndLabels';
import { lastFigure } from './plotRows';
import type { ChartLimit, ChartSeries } from './types';
import type { ChartTones } from './useChartTones';

/** What stands at the right end of a chart, each at the height of what it names. */
export function labelsOfEnds(options: {
  kind: 'line' | 'stack';
  days: readonly ChartDay[];
  series: readonly ChartSeries[];
  tones: ChartTones;
  limit?: ChartLimit;
  t: Text;
}): EndLabel[] {
  const { kind, days, series, tones, limit, t } = options;
  const expected = days.findLast(day => day.expected !== undefined)?.expected;
  const heights =
    kind === 'line'
      ? series.map((_, index) => lastFigure(days, index)?.value)
      : middles(days);
  return [
    ...series.flatMap(({ id, label }, index) => {
      const at = heights[index];
      return at === undefined
        ? []
        : [
            {
              id: `series ${id}`,
              text: untrustedName(label),
              at,
              color: tones.series[index],
            },
          ];
    }),
    ...(expected === undefined
      ? []
      : [
          {
            id: 'expected',
            text: t('charts.expected'),
            at: expected,
            color: tones.quiet,
          },
        ]),
    ...(limit
      ? [
          {
            id: 'limit',
            text: limit.label,
            at: limit.value,
            color: tones.text,
          },
        ]
      : []),
  ];
}

/** Half way up each group of the last day of which there are figures. */
function middles(days: readonly ChartDay[]): (number | undefined)[] {
  const last = days.findLast(({ figures }) => figures.some(Boolean));
  let below = 0;
  return (last?.figures ?? []).map(figure => {
    if (!figure || figure.value < 0) return undefined;
    const middle = below + figure.value / 2;
    below += figure.value;
    return middle;
  });
}
