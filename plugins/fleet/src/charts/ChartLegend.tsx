import { makeStyles } from '@material-ui/core/styles';
import { untrustedName } from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { Swatch } from './Swatch';
import type { ChartSeries } from './types';

const useStyles = makeStyles(
  theme => ({
    list: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0, 2),
      margin: theme.spacing(0.5, 0, 0),
      padding: 0,
      listStyle: 'none',
      fontSize: 12,
      lineHeight: '18px',
    },
    item: { display: 'inline-flex', alignItems: 'center', gap: 6 },
  }),
  { name: 'FleetChartLegend' },
);

/** Which colour is which, where labels have no room beside the lines. */
export function ChartLegend(props: {
  series: readonly ChartSeries[];
  colors: readonly string[];
}) {
  const classes = useStyles();
  const t = useText();
  return (
    <ul className={classes.list} aria-label={t('charts.legend')}>
      {props.series.map(({ id, label }, index) => (
        <li key={id} className={classes.item}>
          <Swatch color={props.colors[index]} />
          {untrustedName(label)}
        </li>
      ))}
    </ul>
  );
}
