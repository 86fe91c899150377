import { useMemo } from 'react';
import { useTheme } from '@material-ui/core/styles';
import { groupColor, lineColor, mixed } from './chartColors';
import type { ChartSeries } from './types';

/** The colours of a chart in the theme that is on. */
export type ChartTones = {
  /** Of each series, in their order. */
  series: string[];
  text: string;
  quiet: string;
  grid: string;
  ground: string;
  band: string;
};

/** Colours of the theme, as the parts of a chart need them. */
export function useChartTones(
  series: readonly ChartSeries[],
  kind: 'line' | 'stack',
): ChartTones {
  const theme = useTheme();
  return useMemo(() => {
    const { primary, text, background, divider } = theme.palette;
    const colorOf = kind === 'line' ? lineColor : groupColor;
    return {
      series: series.map((each, index) => colorOf(theme, each, index)),
      text: text.primary,
      quiet: text.secondary,
      grid: divider,
      ground: background.paper,
      band: mixed(primary.main, background.paper, 0.2),
    };
  }, [theme, series, kind]);
}
