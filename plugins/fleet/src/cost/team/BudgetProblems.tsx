import { makeStyles } from '@material-ui/core/styles';
import type { FleetCost } from '@fleetview/backstage-plugin-fleet-common';
import {
  EntityLink,
  untrustedName,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';

const useStyles = makeStyles(
  theme => ({
    list: { margin: 0, padding: 0, listStyle: 'none' },
    item: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0, 1.5),
      padding: theme.spacing(0.75, 0),
      borderBottom: `1px solid ${theme.palette.divider}`,
    },
    value: { fontFamily: 'monospace', overflowWrap: 'anywhere' },
    quiet: { color: theme.palette.text.secondary },
  }),
  { name: 'FleetBudgetProblems' },
);

/** Annotations that are meant for budgets and are none, with what is wrong with them. */
export function BudgetProblems(props: {
  problems: NonNullable<FleetCost['budgetProblems']>;
}) {
  const classes = useStyles();
  const t = useText();
  return (
    <ul className={classes.list} aria-label={t('cost.team.budgetProblems')}>
      {props.problems.map(({ entity, value, thresholds, problem }) => (
        <li key={entity} className={classes.item}>
          <EntityLink entity={entity} />
          <span>{t(`cost.team.budgetProblem.${problem}`)}</span>
          <code className={classes.value}>
            {untrustedName(problem === 'thresholds' ? thresholds ?? '' : value)}
          </code>
          <span className={classes.quiet}>
            {t('cost.team.budgetProblemHint')}
          </span>
        </li>
      ))}
    </ul>
  );
}
