import { makeStyles } from '@material-ui/core/styles';
import type { FleetPrices } from '@fleetview/backstage-plugin-fleet-common';
import {
  StatusMark,
  untrustedName,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import { priceText } from './priceText';

const useStyles = makeStyles(
  theme => ({
    list: { margin: 0, padding: 0, listStyle: 'none' },
    item: {
      padding: theme.spacing(0.75, 0),
      borderBottom: `1px solid ${theme.palette.divider}`,
      fontVariantNumeric: 'tabular-nums',
    },
    quiet: { color: theme.palette.text.secondary },
  }),
  { name: 'FleetConfiguredPrices' },
);

type Configured = FleetPrices['configured'][number];

/** What is charged by prices, and what the configuration says where no row does. */
export function ConfiguredList(props: { configured: readonly Configured[] }) {
  const classes = useStyles();
  const t = useText();
  const entryText = (
    entry: Configured['prices'][number],
    currency: string | undefined,
  ) =>
    t(`cost.prices.${entry.gpuHour === undefined ? 'entry' : 'gpuEntry'}`, {
      of:
        [entry.provider, entry.region, entry.instanceType]
          .flatMap(each => each ?? [])
          .map(untrustedName)
          .join(' / ') || t('cost.prices.all'),
      cpu: priceText(entry.cpuHour, currency ?? ''),
      gib: priceText(entry.gibHour, currency ?? ''),
      gpu: priceText(entry.gpuHour ?? 0, currency ?? ''),
    });
  return (
    <ul className={classes.list}>
      {props.configured.map(({ cluster, poll, currency, prices }) => (
        <li key={`${cluster} ${poll}`} className={classes.item}>
          {untrustedName(cluster)}{' '}
          <span className={classes.quiet}>{untrustedName(poll)}</span>
          {currency === undefined ? (
            <StatusMark
              status={{ key: 'unknown', stale: false }}
              word={t('cost.prices.noCurrency')}
            />
          ) : (
            <span className={classes.quiet}>
              {' '}
              · {t('cost.prices.countsIn', { currency })}
            </span>
          )}
          <div>
            {prices.length === 0
              ? t('cost.prices.noneConfigured')
              : prices.map(each => entryText(each, currency)).join('; ')}
          </div>
        </li>
      ))}
    </ul>
  );
}
