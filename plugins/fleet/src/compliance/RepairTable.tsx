import { makeStyles } from '@material-ui/core/styles';
import type { ComplianceTrend } from '@fleetview/backstage-plugin-fleet-common';
import { useFleetText } from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';

const useStyles = makeStyles(
  theme => ({
    heading: {
      margin: theme.spacing(2.5, 0, 0.5),
      fontSize: 14,
      fontWeight: 600,
    },
    quiet: {
      color: theme.palette.text.secondary,
      fontSize: 13,
      fontWeight: 400,
    },
    scroller: { overflowX: 'auto' },
    table: {
      borderCollapse: 'collapse',
      fontVariantNumeric: 'tabular-nums',
      '& th, & td': {
        padding: theme.spacing(0.75, 3, 0.75, 0),
        textAlign: 'right',
        fontWeight: 400,
        borderBottom: `1px solid ${theme.palette.divider}`,
      },
      '& thead th': { color: theme.palette.text.secondary, fontSize: 13 },
      '& th:first-child': { textAlign: 'left' },
    },
  }),
  { name: 'FleetComplianceRepairTable' },
);

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** In its most telling unit, rounded up. */
function stretchOf(seconds: number) {
  if (seconds < 2 * HOUR) {
    return { unit: 'minutes' as const, value: Math.ceil(seconds / MINUTE) };
  }
  if (seconds < 2 * DAY) {
    return { unit: 'hours' as const, value: Math.ceil(seconds / HOUR) };
  }
  return { unit: 'days' as const, value: Math.ceil(seconds / DAY) };
}

/** How long what was fixed had failed, by severity. What is still open is beside it, as it takes longer. */
export function RepairTable(props: {
  repairs: ComplianceTrend['timeToRepair'];
}) {
  const { repairs } = props;
  const classes = useStyles();
  const t = useText();
  const { ageText } = useFleetText();
  const time = (seconds: number | undefined) =>
    seconds === undefined ? '–' : ageText(stretchOf(seconds));
  return (
    <>
      <h3 className={classes.heading}>
        {t('compliance.trend.repairs')}{' '}
        <span className={classes.quiet}>
          {t('compliance.trend.repairsNote')}
        </span>
      </h3>
      {repairs.length === 0 ? (
        <div className={classes.quiet}>{t('compliance.trend.noRepairs')}</div>
      ) : (
        <div className={classes.scroller}>
          <table
            className={classes.table}
            aria-label={t('compliance.trend.repairs')}
          >
            <thead>
              <tr>
                {(
                  [
                    'severity',
                    'count',
                    'median',
                    'p90',
                    'undated',
                    'open',
                  ] as const
                ).map(name => (
                  <th key={name} scope="col">
                    {t(`compliance.trend.columns.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {repairs.map(repair => (
                <tr key={repair.severity ?? ''}>
                  <th scope="row">
                    {repair.severity
                      ? t(`findings.severities.${repair.severity}`)
                      : t('compliance.trend.noSeverity')}
                  </th>
                  <td>{repair.count.toLocaleString('en')}</td>
                  <td>{time(repair.medianSeconds)}</td>
                  <td>{time(repair.p90Seconds)}</td>
                  <td>{repair.undated.toLocaleString('en')}</td>
                  <td>{repair.open.toLocaleString('en')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
