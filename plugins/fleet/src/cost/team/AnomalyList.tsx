import { makeStyles } from '@material-ui/core/styles';
import type {
  CostRowKind,
  CostSheet,
} from '@fleetview/backstage-plugin-fleet-common';
import { UntrustedText } from '@fleetview/backstage-plugin-fleet-react';
import { dayText } from '../../charts';
import { useText } from '../../translation';
import { moneyText } from '../money';
import { CostRowName } from './CostRowName';
import { differenceText } from './costText';

const useStyles = makeStyles(
  theme => ({
    list: { margin: 0, padding: 0, listStyle: 'none' },
    item: {
      padding: theme.spacing(0.75, 0),
      borderBottom: `1px solid ${theme.palette.divider}`,
      fontVariantNumeric: 'tabular-nums',
      breakInside: 'avoid',
    },
    line: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0, 1.5) },
    day: { fontWeight: 600, minWidth: 64 },
    quiet: { color: theme.palette.text.secondary },
    part: { display: 'inline-flex', gap: theme.spacing(0.75), minWidth: 0 },
  }),
  { name: 'FleetAnomalyList' },
);

type Anomalies = CostSheet['anomalies'];

/** Days that cost more or less than the same weekday did, with what happened around them. */
export function AnomalyList(props: {
  anomalies: Anomalies;
  by: CostRowKind;
  money: string | undefined;
}) {
  const { anomalies, by, money } = props;
  const classes = useStyles();
  const t = useText();
  if (anomalies.items.length === 0) {
    return (
      <div className={classes.quiet}>
        {anomalies.judgedDays === 0
          ? t('cost.team.noneJudged')
          : t('cost.team.noneUnusual', { count: anomalies.judgedDays })}
      </div>
    );
  }
  return (
    <ul className={classes.list}>
      {anomalies.items.map(({ day, cost, usual, difference, ...rest }) => (
        <li key={day} className={classes.item}>
          <div className={classes.line}>
            <span className={classes.day}>{dayText(day)}</span>
            <span>{differenceText(difference, money)}</span>
            <span className={classes.quiet}>
              {t('cost.team.insteadOf', {
                cost: moneyText(cost, money),
                usual: moneyText(usual, money),
                count: rest.comparedDays,
              })}
            </span>
            {rest.parts.map(part => (
              <span key={part.key} className={classes.part}>
                <CostRowName row={part} by={by} />
                <span className={classes.quiet}>
                  {differenceText(part.difference, money)}
                </span>
              </span>
            ))}
          </div>
          {rest.causes.map(({ at, kind, what, daysBefore }) => (
            <div key={`${at} ${what}`} className={classes.line}>
              <span className={classes.quiet}>
                {[
                  t(`cost.team.causes.${kind}`),
                  daysBefore > 0 &&
                    t('cost.team.daysBefore', { count: daysBefore }),
                ]
                  .filter(Boolean)
                  .join(', ')}
              </span>
              <UntrustedText text={what} block />
            </div>
          ))}
        </li>
      ))}
    </ul>
  );
}
