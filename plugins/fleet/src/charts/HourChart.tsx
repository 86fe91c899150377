import { useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { usePrinting } from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { Hatch } from './Hatch';
import { hourText } from './hourText';
import { useChartId } from './useChartId';

const HEIGHT = 160;
const BAR = 5;
const PITCH = 6;
/** In pixels: few hours are not drawn as broad as many. */
const WIDEST = 18;

/** What is known of one hour. */
export type HourPoint = {
  /** When it began, RFC 3339 in UTC. */
  at: string;
  /** Absent where nobody told. */
  value?: number;
  /** The figure lacks some of what it is of. */
  isPart?: boolean;
};

const useStyles = makeStyles(
  theme => ({
    root: {
      margin: theme.spacing(3, 0, 0),
      minWidth: 0,
      breakInside: 'avoid',
    },
    title: { fontSize: 15, fontWeight: 600, lineHeight: '22px' },
    quiet: {
      fontSize: 12,
      lineHeight: '18px',
      color: theme.palette.text.secondary,
      fontVariantNumeric: 'tabular-nums',
    },
    plot: { display: 'block', width: '100%', height: HEIGHT },
    ends: { display: 'flex', justifyContent: 'space-between' },
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
    room: {
      maxHeight: 360,
      overflow: 'auto',
      marginTop: theme.spacing(1),
      '@media print': { maxHeight: 'none', overflow: 'visible' },
    },
    table: {
      borderCollapse: 'collapse',
      fontSize: 12,
      lineHeight: '18px',
      fontVariantNumeric: 'tabular-nums',
      '& th, & td': {
        padding: theme.spacing(0.25, 2, 0.25, 0),
        textAlign: 'right',
        borderBottom: `1px solid ${theme.palette.divider}`,
      },
      '& th': { fontWeight: 500, whiteSpace: 'nowrap' },
    },
    bar: { fill: theme.palette.primary.main },
    axis: { stroke: theme.palette.divider },
  }),
  { name: 'FleetHourChart' },
);

/**
 * Hours one after the other as bars: hatched where there is no figure, hatched within their
 * frame where one lacks a part. Its figures are a table beside it.
 */
export function HourChart(props: {
  /** Says what is found. */
  title: string;
  note?: string;
  unit: string;
  valueLabel: string;
  hours: readonly HourPoint[];
  format: (value: number) => string;
}) {
  const { title, note, unit, valueLabel, hours, format } = props;
  const classes = useStyles();
  const t = useText();
  const id = useChartId();
  const [isOpen, setOpen] = useState(false);
  const isPrinting = usePrinting();
  const most = Math.max(0, ...hours.map(({ value = 0 }) => value));
  const top = most > 0 ? most : 1;
  const textOf = ({ value, isPart }: HourPoint) => {
    if (value === undefined) return t('charts.noFigure');
    return isPart
      ? t('charts.inPart', { value: format(value) })
      : format(value);
  };
  return (
    <figure className={classes.root} aria-labelledby={`${id}-title`}>
      <figcaption>
        <div id={`${id}-title`} className={classes.title}>
          {title}
        </div>
        {note && <div className={classes.quiet}>{note}</div>}
      </figcaption>
      <div className={classes.quiet}>
        {t('charts.hourUnit', { unit, most: format(most) })}
      </div>
      <svg
        className={classes.plot}
        viewBox={`0 0 ${Math.max(1, hours.length) * PITCH} ${HEIGHT}`}
        preserveAspectRatio="none"
        style={{ maxWidth: hours.length * WIDEST }}
        aria-hidden
      >
        <defs>
          <Hatch id={`${id}-hatch`} color="currentColor" />
        </defs>
        {hours.map((hour, index) => {
          const { at, value, isPart } = hour;
          const isKnown = value !== undefined;
          const height = isKnown
            ? Math.max(1, (Math.max(0, value) / top) * (HEIGHT - 1))
            : HEIGHT - 1;
          return (
            <rect
              key={at}
              className={isKnown && !isPart ? classes.bar : undefined}
              x={index * PITCH}
              y={HEIGHT - 1 - height}
              width={BAR}
              height={height}
              fill={`url(#${id}-hatch)`}
            >
              <title>{`${hourText(at)}: ${textOf(hour)}`}</title>
            </rect>
          );
        })}
        <line
          className={classes.axis}
          x1={0}
          x2={hours.length * PITCH}
          y1={HEIGHT - 0.5}
          y2={HEIGHT - 0.5}
        />
      </svg>
      <div
        className={`${classes.quiet} ${classes.ends}`}
        style={{ maxWidth: hours.length * WIDEST }}
        aria-hidden
      >
        <span>{hours.length > 0 && hourText(hours[0].at)}</span>
        <span>{hours.length > 0 && hourText(hours[hours.length - 1].at)}</span>
      </div>
      <button
        type="button"
        className={classes.disclosure}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? t('charts.hideTable') : t('charts.showTable')}
      </button>
      {(isOpen || isPrinting) && (
        <div className={classes.room}>
          <table className={classes.table} aria-label={title}>
            <thead>
              <tr>
                <th scope="col">{t('charts.hour')}</th>
                <th scope="col">{valueLabel}</th>
              </tr>
            </thead>
            <tbody>
              {hours.map(hour => (
                <tr key={hour.at}>
                  <th scope="row">{hourText(hour.at)}</th>
                  <td>{textOf(hour)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </figure>
  );
}
