import { makeStyles } from '@material-ui/core/styles';
import type { CostSheet } from '@fleetview/backstage-plugin-fleet-common';
import { useText } from '../../translation';
import { efficiencyText } from '../efficiencyText';
import { moneyText } from '../money';

const useStyles = makeStyles(
  theme => ({
    list: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1, 4),
      margin: 0,
    },
    name: { fontSize: 12, color: theme.palette.text.secondary },
    value: { margin: 0, fontSize: 16, fontVariantNumeric: 'tabular-nums' },
  }),
  { name: 'FleetWhereItGoes' },
);

/** What was used, what was idle, and what nobody can tell: together all that was spent. */
export function WhereItGoes(props: { sheet: CostSheet }) {
  const { savings, efficiency, shares, money } = props.sheet;
  const classes = useStyles();
  const t = useText();
  const parts = savings
    ? ([
        ['used', savings.used],
        ['idleOfRequests', savings.idleOfRequests.total],
        ['idleOfInfrastructure', savings.idleOfInfrastructure],
        ['unmounted', savings.unmounted],
        ['unknown', savings.unknown],
        ['other', savings.other],
        ['savings', savings.savings.total],
      ] as const)
    : [];
  return (
    <dl className={classes.list}>
      {parts.map(([part, amount]) => (
        <div key={part}>
          <dt className={classes.name}>{t(`cost.team.parts.${part}`)}</dt>
          <dd className={classes.value}>{moneyText(amount, money)}</dd>
        </div>
      ))}
      {!savings &&
        shares.map(({ share, cost }) => (
          <div key={share}>
            <dt className={classes.name}>{t(`cost.shares.${share}`)}</dt>
            <dd className={classes.value}>{moneyText(cost, money)}</dd>
          </div>
        ))}
      <div>
        <dt className={classes.name}>{t('cost.columns.efficiency')}</dt>
        <dd className={classes.value}>
          {efficiencyText(efficiency?.total, t)}
        </dd>
      </div>
    </dl>
  );
}
