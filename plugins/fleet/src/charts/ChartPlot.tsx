import { useMemo } from 'react';
import {
  Area,
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceLine,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { useTheme } from '@material-ui/core/styles';
import { dayNumber, dayOf } from '@fleetview/backstage-plugin-fleet-common';
import { STATUS_COLORS } from '@fleetview/backstage-plugin-fleet-react';
import { spansOf, type ChartDay } from './chartDays';
import { ChartTooltip } from './ChartTooltip';
import { dayText } from './dayText';
import { dayTicks } from './dayTicks';
import { EndLabels, type EndLabel } from './EndLabels';
import { GroupOfDay } from './GroupOfDay';
import { Hatch } from './Hatch';
import { PlotDot } from './PlotDot';
import { isAlone, plotRows, type PlotRow } from './plotRows';
import { SeriesLine } from './SeriesLine';
import type { ChartLimit, ChartMark, ChartSeries } from './types';
import type { ChartTones } from './useChartTones';

// Half of the last day's name stands beside the plot.
const MARGIN = { top: 18, right: 22, bottom: 0, left: 0 };
const LABEL_WIDTH = 148;
const AXIS_WIDTH = 52;
const TICK_WIDTH = 72;

type ChartPlotProps = {
  /** Begins the ids of patterns, so that no two charts share any. */
  id: string;
  kind: 'line' | 'stack';
  title: string;
  width: number;
  height: number;
  days: readonly ChartDay[];
  series: readonly ChartSeries[];
  /** The same as they are read of one day, with the sum where they are summands. */
  told: {
    days: readonly ChartDay[];
    series: readonly ChartSeries[];
    colors: readonly string[];
  };
  tones: ChartTones;
  labels: readonly EndLabel[];
  limit?: ChartLimit;
  marks: readonly ChartMark[];
  domain?: { low?: number; high?: number };
  format: (value: number) => string;
};

/**
 * The drawing of a chart of days. It is the only file that draws by recharts, and is
 * loaded when a chart is shown.
 */
export function ChartPlot(props: ChartPlotProps) {
  const { id, kind, days, series, told, tones, labels, limit, marks } = props;
  const palette = STATUS_COLORS[useTheme().palette.type];
  const rows = useMemo(() => plotRows(days), [days]);
  const gaps = useMemo(() => spansOf(days, day => day.isGap), [days]);
  const from = days[0]?.number ?? 0;
  const to = days.at(-1)?.number ?? 0;
  const right = labels.length > 0 ? LABEL_WIDTH : MARGIN.right;
  const plotWidth = props.width - right - AXIS_WIDTH;
  const axis = {
    stroke: tones.grid,
    tick: { fill: tones.quiet, fontSize: 12 },
    tickLine: false,
  };
  const gapFill = `url(#${id}-gap)`;
  return (
    <ComposedChart
      width={props.width}
      height={props.height}
      data={rows}
      margin={{ ...MARGIN, right }}
      stackOffset="sign"
      aria-label={props.title}
    >
      <defs>
        <Hatch id={`${id}-gap`} color={tones.grid} />
        <Hatch id={`${id}-part`} color={tones.ground} />
      </defs>
      <CartesianGrid vertical={false} stroke={tones.grid} />
      <XAxis
        {...axis}
        dataKey="number"
        type="number"
        domain={[from - 0.5, to + 0.5]}
        ticks={dayTicks(from, to, Math.floor(plotWidth / TICK_WIDTH))}
        interval={0}
        tickFormatter={number => dayText(dayOf(number))}
        height={24}
      />
      <YAxis
        {...axis}
        axisLine={false}
        width={AXIS_WIDTH}
        domain={[
          props.domain?.low ?? (least => Math.min(0, least)),
          props.domain?.high ?? 'auto',
        ]}
        tickFormatter={axisText}
      />
      {gaps.map(gap => (
        <ReferenceArea
          key={gap.from}
          x1={gap.from - 0.5}
          x2={gap.to + 0.5}
          fill={gapFill}
          fillOpacity={1}
          stroke="none"
        />
      ))}
      <Area
        dataKey="band"
        stroke="none"
        fill={tones.band}
        fillOpacity={1}
        isAnimationActive={false}
        activeDot={false}
      />
      {kind === 'stack'
        ? series.map((each, index) => (
            <Bar
              key={each.id}
              dataKey={(row: PlotRow) => row.day.figures[index]?.value}
              stackId="groups"
              fill={tones.series[index]}
              barSize={Math.max(1, (plotWidth / days.length) * 0.86)}
              isAnimationActive={false}
              shape={({ x, y, width, height, index: at }) => (
                <GroupOfDay
                  box={{ x, y, width, height }}
                  fill={tones.series[index]}
                  ground={tones.ground}
                  hatch={
                    days[at]?.figures[index]?.isPart
                      ? `url(#${id}-part)`
                      : undefined
                  }
                />
              )}
            />
          ))
        : series.map((each, index) => (
            <SeriesLine
              key={each.id}
              rows={rows}
              index={index}
              color={tones.series[index]}
              ground={tones.ground}
            />
          ))}
      <Line
        dataKey="expected"
        stroke={kind === 'line' ? tones.series[0] ?? tones.text : tones.text}
        strokeWidth={1.5}
        strokeDasharray="5 4"
        dot={({ key, cx, cy, index }) => (
          <PlotDot
            key={key}
            at={
              isAlone(rows, index, ({ expected }) => expected)
                ? { cx, cy }
                : undefined
            }
            color={tones.text}
            fill="none"
          />
        )}
        activeDot={false}
        isAnimationActive={false}
      />
      {limit && (
        <ReferenceLine
          y={limit.value}
          ifOverflow="extendDomain"
          stroke={tones.text}
          strokeDasharray="8 3"
        />
      )}
      {marks.map(mark => (
        <ReferenceLine
          key={`${mark.day} ${mark.label}`}
          x={dayNumber(mark.day)}
          stroke={palette[mark.tone].mark}
          strokeDasharray="2 2"
          label={{
            value: marks
              .flatMap((each, at) => (each.day === mark.day ? at + 1 : []))
              .join(','),
            position: 'top',
            fill: palette[mark.tone].text,
            fontSize: 12,
            fontWeight: 600,
          }}
        />
      ))}
      <EndLabels labels={labels} />
      <Tooltip
        filterNull={false}
        isAnimationActive={false}
        cursor={{ stroke: tones.quiet, fill: 'none' }}
        content={({ active, label }) => {
          const day = told.days.find(({ number }) => number === Number(label));
          return active && day ? (
            <ChartTooltip day={day} {...told} format={props.format} />
          ) : null;
        }}
      />
    </ComposedChart>
  );
}

/** A value on the axis, short: what it is of stands above it. */
function axisText(value: number): string {
  return value.toLocaleString('en', {
    notation: 'compact',
    maximumSignificantDigits: 3,
  });
}
