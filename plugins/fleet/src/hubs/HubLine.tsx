import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type {
  ClusterDetail,
  HubWord,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  engineName,
  sayingOf,
  shortVersion,
  StatusMark,
  statusOfHubWord,
  untrustedName,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { useText, type Text } from '../translation';

/** So many are named in the head of a page. */
const SHOWN = 3;

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      columnGap: theme.spacing(3),
      rowGap: 4,
      margin: theme.spacing(1, 0, 0),
      padding: 0,
      listStyle: 'none',
      fontSize: 13,
      '& > li': { minWidth: 0 },
    },
    more: { color: theme.palette.text.secondary },
  }),
  { name: 'FleetHubLine' },
);

/** What one hub says of a cluster, in a few words. */
export function hubSaying(
  word: Pick<HubWord, 'lifecycle' | 'heartbeat' | 'desiredKubernetesVersion'>,
  t: Text,
): string {
  const saying = sayingOf(word);
  const version = word.desiredKubernetesVersion;
  return saying === 'upgrading' && version
    ? t('hubs.sayings.upgradingTo', {
        version: untrustedName(shortVersion(version.replace(/^v/, ''))),
      })
    : t(`hubs.sayings.${saying}`);
}

/**
 * What hubs say of a cluster, in one line under its name.
 */
export function HubLine(props: { detail: ClusterDetail }) {
  const { cluster, hubs, hubsTotal } = props.detail;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  if (hubs.length === 0) return null;
  const to = links.cluster(cluster.id, { tab: 'hubs' });
  const rest = hubsTotal - Math.min(hubs.length, SHOWN);
  return (
    <ul className={classes.root} aria-label={t('hubs.label')}>
      {hubs.slice(0, SHOWN).map(word => (
        <li key={word.id}>
          <Link to={to} color="textPrimary" underline="hover">
            <StatusMark
              status={statusOfHubWord(word)}
              word={t('hubs.line', {
                engine: untrustedName(engineName(word.engine)),
                hub: untrustedName(word.observer.name),
                saying: hubSaying(word, t),
              })}
            />
          </Link>
        </li>
      ))}
      {rest > 0 && (
        <li className={classes.more}>
          <Link to={to} color="inherit">
            {t('hubs.more', { count: rest })}
          </Link>
        </li>
      )}
    </ul>
  );
}
