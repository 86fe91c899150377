import { makeStyles } from '@material-ui/core/styles';
import type { CostSheet } from '@fleetview/backstage-plugin-fleet-common';
import {
  EntityLink,
  StatusMark,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import { moneyText, shareText } from '../money';
import { budgetStatus, budgetWords, usedText } from './budgetStatus';

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
  return (
    <ul className={classes.list}>
      {budgets.map(budget => {
        const { name, period, source, standing } = budget;
        const { ratio, limit, missingDays, inPartDays, coverage } = standing;
        const used = usedText(standing, money, t);
        return (
          <li key={`${source} ${name} ${period}`} className={classes.item}>
            <EntityLink entity={name} />
            <StatusMark
              status={{ key: budgetStatus(standing), stale: false }}
              word={budgetWords(standing, t)}
            />
            <span>
              {used === undefined
                ? t('cost.team.nothingKnown')
                : t('cost.team.usedOf', {
                    used,
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
                coverage &&
                  coverage.known < coverage.expected &&
                  t('cost.team.coverage', {
                    known: coverage.known.toLocaleString('en'),
                    expected: coverage.expected.toLocaleString('en'),
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
