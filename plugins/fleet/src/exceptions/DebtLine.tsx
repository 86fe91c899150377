import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import type { FleetExceptionPage } from '@fleetview/backstage-plugin-fleet-common';
import { useText } from '../translation';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      gap: theme.spacing(0.5, 2),
      padding: theme.spacing(1, 0),
      fontSize: 13,
      fontVariantNumeric: 'tabular-nums',
      color: theme.palette.text.secondary,
    },
    inForce: {
      fontSize: 15,
      fontWeight: 600,
      color: theme.palette.text.primary,
    },
  }),
  { name: 'FleetDebtLine' },
);

/** What is put off by the exceptions that are in force. */
export function DebtLine(props: {
  page: Pick<FleetExceptionPage, 'totals' | 'hidden' | 'limited'>;
}) {
  const { totals, hidden, limited } = props.page;
  const { inForce, renewals, weightDays } = totals.debt;
  const classes = useStyles();
  const t = useText();
  return (
    <div className={classes.root}>
      <span className={classes.inForce}>
        {t('exceptions.debtOf', { count: inForce })}
      </span>
      {renewals > 0 && (
        <span>{t('exceptions.debtRenewals', { count: renewals })}</span>
      )}
      {inForce > 0 && (
        <Tooltip title={t('exceptions.debtHelp')}>
          {/* What it is made of is to be had by the keyboard. */}
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <span tabIndex={0}>
            {t('exceptions.debt', {
              weightDays: weightDays.toLocaleString('en'),
            })}
          </span>
        </Tooltip>
      )}
      {hidden > 0 && <span>{t('exceptions.hidden', { count: hidden })}</span>}
      {hidden === 0 && limited && <span>{t('exceptions.limited')}</span>}
    </div>
  );
}
