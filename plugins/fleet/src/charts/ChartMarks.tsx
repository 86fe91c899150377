import { makeStyles, type Theme } from '@material-ui/core/styles';
import {
  STATUS_COLORS,
  UntrustedText,
  type StatusTone,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { dayText } from './dayText';
import type { ChartMark } from './types';

const toneOf = (theme: Theme, tone: StatusTone) => ({
  color: STATUS_COLORS[theme.palette.type][tone].text,
});

const useStyles = makeStyles(
  theme => ({
    list: {
      margin: theme.spacing(0.5, 0, 0),
      padding: 0,
      listStyle: 'none',
      fontSize: 12,
      lineHeight: '18px',
    },
    item: { display: 'flex', gap: 8, minWidth: 0 },
    number: {
      flex: 'none',
      minWidth: 16,
      fontWeight: 600,
      textAlign: 'right',
      fontVariantNumeric: 'tabular-nums',
    },
    bad: toneOf(theme, 'bad'),
    caution: toneOf(theme, 'caution'),
    busy: toneOf(theme, 'busy'),
    neutral: toneOf(theme, 'neutral'),
    good: toneOf(theme, 'good'),
    day: {
      flex: 'none',
      minWidth: 48,
      color: theme.palette.text.secondary,
      whiteSpace: 'nowrap',
    },
  }),
  { name: 'FleetChartMarks' },
);

/** What the numbers above a chart stand for. */
export function ChartMarks(props: { marks: readonly ChartMark[] }) {
  const classes = useStyles();
  const t = useText();
  return (
    <ol className={classes.list} aria-label={t('charts.marks')}>
      {props.marks.map(({ day, label, tone }, index) => (
        <li key={`${day} ${label}`} className={classes.item}>
          <span className={`${classes.number} ${classes[tone]}`}>
            {index + 1}
          </span>
          <span className={classes.day}>{dayText(day)}</span>
          <UntrustedText text={label} block />
        </li>
      ))}
    </ol>
  );
}
