import { useMemo } from 'react';
import { useTheme } from '@material-ui/core/styles';
import { chartDays } from './chartDays';
import { sparkPath } from './sparkPath';
import type { ChartProps, ChartSeries } from './types';

const SIZE = { width: 96, height: 20, inset: 2 };

/**
 * How something went, as small as a word, in rows of tables. Gaps and days in part are
 * gaps. It has no axis: what it shows has to be said by the label.
 */
export function Sparkline(
  props: Pick<ChartProps, 'span' | 'today'> & {
    points: ChartSeries['points'];
    /** What it shows in words, e.g. "from 12.00 to 18.00 EUR in 90 days". */
    label: string;
  },
) {
  const { points, span, today, label } = props;
  const theme = useTheme();
  const path = useMemo(
    () =>
      sparkPath(
        chartDays({ series: [{ id: 'a', label: '', points }], span, today }),
        SIZE,
      ),
    [points, span, today],
  );
  return (
    <svg
      width={SIZE.width}
      height={SIZE.height}
      viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
      role="img"
      aria-label={label}
    >
      <path
        d={path}
        fill="none"
        stroke={theme.palette.primary.main}
        strokeWidth={1.5}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
