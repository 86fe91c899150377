import { makeStyles } from '@material-ui/core/styles';
import { useText } from '../translation';
import { moneyText } from './money';
import type { Account } from './windows';

const useStyles = makeStyles(
  theme => ({
    list: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1, 4),
      margin: 0,
    },
    name: { fontSize: 12, color: theme.palette.text.secondary },
    value: {
      margin: 0,
      fontSize: 18,
      fontVariantNumeric: 'tabular-nums',
    },
    stale: { fontSize: 12, color: theme.palette.text.secondary },
  }),
  { name: 'FleetAccountSums' },
);

/** What an account is made of: the whole, and what of it is used, idle, shared or nobody's. */
export function AccountSums(props: { account: Account }) {
  const { account } = props;
  const classes = useStyles();
  const t = useText();
  return (
    <>
      <dl className={classes.list}>
        <div>
          <dt className={classes.name}>{t('cost.total')}</dt>
          <dd className={classes.value}>
            {account.costs
              .map(({ money, cost }) => moneyText(cost, money))
              .join(' · ')}
          </dd>
        </div>
        {account.sums.map(({ share, money, cost }) => (
          <div key={`${share} ${money}`}>
            <dt className={classes.name}>{t(`cost.shares.${share}`)}</dt>
            <dd className={classes.value}>{moneyText(cost, money)}</dd>
          </div>
        ))}
      </dl>
      {account.stale > 0 && (
        <div className={classes.stale}>
          {t('cost.stale', {
            amount: account.stale.toLocaleString('en'),
            total: account.things.toLocaleString('en'),
          })}
        </div>
      )}
    </>
  );
}
