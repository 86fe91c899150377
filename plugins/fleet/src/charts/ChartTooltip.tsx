import { makeStyles } from '@material-ui/core/styles';
import { untrustedName } from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import type { ChartDay } from './chartDays';
import { bandText, figureText } from './figureText';
import { Swatch } from './Swatch';
import type { ChartSeries } from './types';

const useStyles = makeStyles(
  theme => ({
    root: {
      maxWidth: 340,
      padding: theme.spacing(1, 1.5),
      fontSize: 12,
      lineHeight: '18px',
      color: theme.palette.text.primary,
      background: theme.palette.background.paper,
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 6,
      fontVariantNumeric: 'tabular-nums',
    },
    day: { fontWeight: 600 },
    list: {
      display: 'grid',
      gridTemplateColumns: 'auto auto',
      columnGap: theme.spacing(2),
      margin: 0,
      '& dt': { display: 'flex', alignItems: 'center', gap: 6, minWidth: 0 },
      '& dd': { margin: 0, textAlign: 'right' },
    },
    quiet: { color: theme.palette.text.secondary },
  }),
  { name: 'FleetChartTooltip' },
);

/** What is known and expected of the day that is pointed at, or that the keys have come to. */
export function ChartTooltip(props: {
  day: ChartDay;
  series: readonly ChartSeries[];
  colors: readonly string[];
  format: (value: number) => string;
}) {
  const { day, series, colors, format } = props;
  const classes = useStyles();
  const t = useText();
  return (
    <div className={classes.root}>
      <div className={classes.day}>{day.day}</div>
      {day.isGap ? (
        <div>{t('charts.noFigure')}</div>
      ) : (
        <dl className={classes.list}>
          {series.map(({ id, label }, index) => (
            <div key={id} style={{ display: 'contents' }}>
              <dt>
                <Swatch color={colors[index]} />
                {untrustedName(label)}
              </dt>
              <dd>{figureText(day.figures[index], day, format, t)}</dd>
            </div>
          ))}
        </dl>
      )}
      {day.expected !== undefined && (
        <div className={classes.quiet}>
          {[
            t('charts.expectedValue', { value: format(day.expected) }),
            bandText(day, format, t),
          ]
            .filter(Boolean)
            .join(' · ')}
        </div>
      )}
      {day.marks.map(({ label }) => (
        <div key={label}>{untrustedName(label)}</div>
      ))}
    </div>
  );
}
