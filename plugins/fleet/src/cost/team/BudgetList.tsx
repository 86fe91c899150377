import { makeStyles } from '@material-ui/core/styles';
import type { CostSheet } from '@fleetview/backstage-plugin-fleet-common';
import {
  EntityLink,
  StatusMark,
  type StatusKey,
} from '@fleetview/backstage-plugin-fleet-react';
import { dayText } from '../../charts';
import { useText } from '../../translation';
import { moneyText, shareText } from '../money';

type Standing = CostSheet['budgets'][number]['standing'];

const useStyles = makeStyles(
  theme => ({
    list: { margin: 0, padding: 0, listStyle: 'none' },
    item: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0, 1.5),
      padding: theme.spacing(0.75, 0),
      borderBottom: `1px solid ${theme.palette.divider}`,
      fontVariantNumeric: 'tabular-nums',
    },
    quiet: { color: theme.palette.text.secondary },
  }),
  { name: 'FleetBudgetList' },
);

/** Budgets with what is used of them, and the day on which they run out. */
export function BudgetList(props: {
  budgets: CostSheet['budgets'];
  money: string | undefined;
}) {
  const { budgets, money } = props;
  const classes = useStyles();
  const t = useText();
  const words = ({ isUsedUp, runsOutOn, used, expected }: Standing) => {
    if (isUsedUp) return t('cost.team.usedUp');
    if (runsOutOn) return t('cost.team.runsOut', { day: dayText(runsOutOn) });
    return used === undefined || expected === undefined
      ? t('cost.team.cannotTell')
      : t('cost.team.lasts');
  };
  return (
    <ul className={classes.list}>
      {budgets.map(budget => {
        const { name, period, source, standing } = budget;
        const { used, ratio, limit, missingDays, inPartDays } = standing;
        return (
          <li key={`${source} ${name} ${period}`} className={classes.item}>
            <EntityLink entity={name} />
            <StatusMark
              status={{ key: statusOf(standing), stale: false }}
              word={words(standing)}
            />
            <span>
              {used === undefined
                ? t('cost.team.nothingKnown')
                : t('cost.team.usedOf', {
                    used: moneyText(used, money),
                    limit: moneyText(limit, money),
                  })}
              {ratio !== undefined && ` · ${shareText(ratio)}`}
            </span>
            <span className={classes.quiet}>
              {[
                t(`cost.team.periods.${period}`),
                missingDays + inPartDays > 0 &&
                  t('cost.team.lackingDays', {
                    count: missingDays + inPartDays,
                  }),
                t(`cost.team.budgetSources.${source}`),
                budget.overrulesAnnotation &&
                  t('cost.team.overrulesAnnotation'),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** That a budget lasts is said only where it is known what is spent and expected. */
function statusOf({
  isUsedUp,
  runsOutOn,
  used,
  expected,
}: Standing): StatusKey {
  if (isUsedUp) return 'degraded';
  if (runsOutOn) return 'waiting';
  return used === undefined || expected === undefined ? 'unknown' : 'healthy';
}
