import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useText } from '../translation';
import { ChartBoundary } from './ChartBoundary';
import { chartDays } from './chartDays';
import { ChartLegend } from './ChartLegend';
import { ChartMarks } from './ChartMarks';
import { ChartTable } from './ChartTable';
import { labelsOfEnds } from './labelsOfEnds';
import { GapNote } from './GapNote';
import type { ChartProps } from './types';
import { useChartId } from './useChartId';
import { useChartTones } from './useChartTones';
import { usePlotWidth } from './usePlotWidth';
import { withTotal } from './withTotal';

// What draws is large, and of no use to whoever looks at no chart.
const ChartPlot = lazy(() =>
  import('./ChartPlot').then(module => ({ default: module.ChartPlot })),
);

const HEIGHT = 220;
/** More lines than these cannot all be labelled where they end. */
const MOST_LABELS = 4;
/** On a narrower drawing labels would take the room of the lines. */
const LABELS_FROM_WIDTH = 520;

/** On paper: as wide as it is, and in black. A dark theme is turned round first. */
function printed(type: 'light' | 'dark') {
  const ink = `${type === 'dark' ? '#fff' : '#000'} !important`;
  return {
    filter: type === 'dark' ? 'invert(1) grayscale(1)' : 'grayscale(1)',
    '& .recharts-wrapper': {
      width: '100% !important',
      height: 'auto !important',
    },
    '& .recharts-surface': { height: 'auto !important' },
    '& text': { fill: ink },
    '& .recharts-line-curve, & .recharts-reference-line-line': { stroke: ink },
  };
}

const useStyles = makeStyles(
  theme => ({
    root: { margin: 0, minWidth: 0, breakInside: 'avoid' },
    title: { fontSize: 15, fontWeight: 600, lineHeight: '22px' },
    quiet: {
      fontSize: 12,
      lineHeight: '18px',
      color: theme.palette.text.secondary,
    },
    plot: {
      minWidth: 0,
      overflow: 'hidden',
      '& svg:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: -2,
      },
      '@media print': printed(theme.palette.type),
    },
    instead: {
      display: 'flex',
      alignItems: 'center',
      color: theme.palette.text.secondary,
    },
    disclosure: {
      marginTop: theme.spacing(0.5),
      padding: 0,
      font: 'inherit',
      fontSize: 12,
      color: theme.palette.primary.main,
      background: 'none',
      border: 0,
      cursor: 'pointer',
      '&:hover': { textDecoration: 'underline' },
      '@media print': { display: 'none' },
    },
    table: { maxHeight: 360, overflow: 'auto', marginTop: theme.spacing(1) },
    closed: { '@media screen': { display: 'none' } },
    printed: {
      '@media print': { maxHeight: 'none', overflow: 'visible' },
    },
  }),
  { name: 'FleetDayChart' },
);

/** A chart of days with what it finds as its title, and with its figures as a table. */
export function DayChart(props: ChartProps & { kind: 'line' | 'stack' }) {
  const { kind, series, span, today, expected, band, format } = props;
  const { limit, height = HEIGHT, marks = [] } = props;
  const classes = useStyles();
  const t = useText();
  const id = useChartId();
  const [isOpen, setOpen] = useState(false);
  const room = useRef<HTMLDivElement>(null);
  const width = usePlotWidth(room);
  const tones = useChartTones(series, kind);
  const days = useMemo(
    () =>
      chartDays({ series, span, today, expected, band, marks: props.marks }),
    [series, span, today, expected, band, props.marks],
  );
  const told = useMemo(
    () =>
      kind === 'line' || series.length < 2
        ? { days, series, colors: tones.series }
        : {
            days: withTotal(days),
            series: [
              ...series,
              { id: 'total', label: t('charts.total'), points: [] },
            ],
            colors: [...tones.series, 'transparent'],
          },
    [kind, days, series, tones, t],
  );
  const shownMarks = useMemo(
    () =>
      days.flatMap(day => day.marks.map(mark => ({ ...mark, day: day.day }))),
    [days],
  );
  const hasLabels = series.length <= MOST_LABELS && width >= LABELS_FROM_WIDTH;
  const labels = hasLabels
    ? labelsOfEnds({ kind, days, series, tones, limit, t })
    : [];
  const instead = (text: string) => (
    <div className={classes.instead} style={{ height }} role="status">
      {text}
    </div>
  );
  return (
    <figure className={classes.root} aria-labelledby={`${id}-title`}>
      <figcaption>
        <div id={`${id}-title`} className={classes.title}>
          {props.title}
        </div>
        {props.note && <div className={classes.quiet}>{props.note}</div>}
      </figcaption>
      <div className={classes.quiet}>{props.unit}</div>
      <div ref={room} className={classes.plot} style={{ minHeight: height }}>
        <ChartBoundary fallback={instead(t('charts.notDrawn'))}>
          <Suspense fallback={instead(t('charts.loading'))}>
            <ChartPlot
              id={id}
              kind={kind}
              title={props.title}
              width={width}
              height={height}
              days={days}
              series={series}
              told={told}
              tones={tones}
              labels={labels}
              limit={limit}
              marks={shownMarks}
              domain={props.domain}
              format={format}
            />
          </Suspense>
        </ChartBoundary>
      </div>
      {!hasLabels && <ChartLegend series={series} colors={tones.series} />}
      {!hasLabels && limit && (
        <div className={classes.quiet}>
          {t('charts.limit', {
            label: limit.label,
            value: format(limit.value),
          })}
        </div>
      )}
      <GapNote days={days} className={classes.quiet} />
      {marks.length > 0 && <ChartMarks marks={shownMarks} />}
      <button
        type="button"
        className={classes.disclosure}
        aria-expanded={isOpen}
        aria-controls={`${id}-table`}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? t('charts.hideTable') : t('charts.showTable')}
      </button>
      <div
        id={`${id}-table`}
        className={[
          classes.table,
          classes.printed,
          isOpen ? '' : classes.closed,
        ].join(' ')}
      >
        <ChartTable
          label={props.title}
          days={told.days}
          series={told.series}
          format={format}
        />
      </div>
    </figure>
  );
}
