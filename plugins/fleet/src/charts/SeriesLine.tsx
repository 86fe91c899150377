import { Line } from 'recharts';
import { PlotDot } from './PlotDot';
import { isAlone, type PlotRow } from './plotRows';

/**
 * A series: solid through days that are known, dotted to and from those that lack a part,
 * which are hollow, and nothing across gaps.
 */
export function SeriesLine(props: {
  rows: readonly PlotRow[];
  /** Which of the series. */
  index: number;
  color: string;
  ground: string;
}) {
  const { rows, index, color, ground } = props;
  const wholeOf = (row: PlotRow) => row.whole[index];
  return (
    <>
      <Line
        dataKey={(row: PlotRow) => row.part[index]}
        stroke={color}
        strokeWidth={1.5}
        strokeDasharray="1 4"
        strokeLinecap="round"
        isAnimationActive={false}
        activeDot={false}
        dot={({ key, cx, cy, index: at }) => (
          <PlotDot
            key={key}
            at={rows[at]?.day.figures[index]?.isPart ? { cx, cy } : undefined}
            color={color}
            fill={ground}
          />
        )}
      />
      <Line
        dataKey={wholeOf}
        stroke={color}
        strokeWidth={2}
        strokeLinejoin="round"
        isAnimationActive={false}
        dot={({ key, cx, cy, index: at }) => (
          <PlotDot
            key={key}
            at={rows[at] && isAlone(rows, at, wholeOf) ? { cx, cy } : undefined}
            color={color}
            fill={color}
          />
        )}
      />
    </>
  );
}
