import { makeStyles } from '@material-ui/core/styles';
import { untrustedName } from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { fromTheFirst, type ChartDay } from './chartDays';
import { bandText, figureText } from './figureText';
import type { ChartSeries } from './types';

const useStyles = makeStyles(
  theme => ({
    table: {
      borderCollapse: 'collapse',
      fontSize: 12,
      lineHeight: '18px',
      fontVariantNumeric: 'tabular-nums',
      '& th, & td': {
        padding: theme.spacing(0.25, 2, 0.25, 0),
        textAlign: 'right',
        verticalAlign: 'top',
        borderBottom: `1px solid ${theme.palette.divider}`,
      },
      '& th': { fontWeight: 500 },
      '& th:first-child, & td:last-child': { textAlign: 'left' },
    },
    day: { whiteSpace: 'nowrap' },
  }),
  { name: 'FleetChartTable' },
);

/** The figures of a chart, a line for each day: the same ones that are drawn. */
export function ChartTable(props: {
  label: string;
  days: readonly ChartDay[];
  series: readonly ChartSeries[];
  format: (value: number) => string;
}) {
  const { days, series, format } = props;
  const classes = useStyles();
  const t = useText();
  const hasExpected = days.some(({ expected }) => expected !== undefined);
  const hasBand = days.some(({ band }) => band);
  const hasMarks = days.some(({ marks }) => marks.length > 0);
  return (
    <table className={classes.table} aria-label={props.label}>
      <thead>
        <tr>
          <th scope="col">{t('charts.day')}</th>
          {series.map(({ id, label }) => (
            <th key={id} scope="col">
              {untrustedName(label)}
            </th>
          ))}
          {hasExpected && <th scope="col">{t('charts.expected')}</th>}
          {hasBand && <th scope="col">{t('charts.rangeTitle')}</th>}
          {hasMarks && <th scope="col">{t('charts.marks')}</th>}
        </tr>
      </thead>
      <tbody>
        {fromTheFirst(days).map(day => (
          <tr key={day.day}>
            <th scope="row" className={classes.day}>
              {day.day}
            </th>
            {day.figures.map((figure, index) => (
              <td key={series[index].id}>
                {figureText(figure, day, format, t)}
              </td>
            ))}
            {hasExpected && (
              <td>{day.expected === undefined ? '' : format(day.expected)}</td>
            )}
            {hasBand && <td>{bandText(day, format, t)}</td>}
            {hasMarks && (
              <td>
                {day.marks.map(({ label }) => untrustedName(label)).join(', ')}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
