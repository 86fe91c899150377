import { Link } from '@backstage/core-components';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import type { ClusterSummary } from '@fleetview/backstage-plugin-fleet-common';
import {
  ageOf,
  clusterTile,
  StateCounts,
  StatusCount,
  StatusMark,
  UntrustedText,
  useFleetText,
  useNow,
  useStatusWord,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { useClusterStatusName } from '../shared';
import { useText } from '../translation';

const useStyles = makeStyles(
  theme => {
    const hatch = theme.palette.type === 'dark' ? '#ffffff0f' : '#0a14240d';
    return {
      root: {
        position: 'relative',
        display: 'flex',
        flexDirection: 'column',
        width: 244,
        maxWidth: '100%',
        [theme.breakpoints.down('xs')]: { width: '100%' },
        height: 108,
        padding: theme.spacing(1.25, 1.5),
        border: `1px solid ${theme.palette.divider}`,
        borderRadius: 6,
        background: theme.palette.background.paper,
        '&:hover': { borderColor: theme.palette.text.secondary },
        '&:focus-within': { borderColor: theme.palette.primary.main },
      },
      hatched: {
        backgroundImage: `repeating-linear-gradient(-45deg, ${hatch} 0 6px, transparent 6px 12px)`,
      },
      head: { display: 'flex', alignItems: 'center', gap: 7, minWidth: 0 },
      name: {
        flex: 1,
        minWidth: 0,
        overflow: 'hidden',
        textOverflow: 'ellipsis',
        whiteSpace: 'nowrap',
        fontWeight: 600,
        color: theme.palette.text.primary,
        '&::after': { content: '""', position: 'absolute', inset: 0 },
        '&:focus-visible::after': {
          outline: `2px solid ${theme.palette.primary.main}`,
          borderRadius: 6,
        },
      },
      version: {
        flex: 'none',
        fontSize: 12,
        color: theme.palette.text.secondary,
        fontVariantNumeric: 'tabular-nums',
      },
      behind: { color: theme.palette.text.primary, fontWeight: 600 },
      counts: {
        position: 'relative',
        zIndex: 1,
        alignSelf: 'flex-start',
        marginTop: 7,
        fontSize: 13,
        display: 'flex',
        gap: 12,
      },
      foot: {
        display: 'flex',
        alignItems: 'center',
        height: 18,
        justifyContent: 'space-between',
        gap: 8,
        marginTop: 'auto',
        fontSize: 12,
        lineHeight: '18px',
        color: theme.palette.text.secondary,
        fontVariantNumeric: 'tabular-nums',
        whiteSpace: 'nowrap',
      },
      state: { overflow: 'hidden', textOverflow: 'ellipsis' },
      drift: { position: 'relative', zIndex: 1 },
      worst: { margin: 0, padding: '2px 0 2px 14px' },
    };
  },
  { name: 'FleetClusterTile' },
);

/**
 * A cluster on the overview; on hover and on focus the three worst things of it.
 */
export function ClusterTile(props: { cluster: ClusterSummary }) {
  const { cluster } = props;
  const classes = useStyles();
  const t = useText();
  const { ageText } = useFleetText();
  const links = useFleetLinks();
  const now = useNow();
  const tile = clusterTile(cluster);
  const name = useClusterStatusName(cluster);
  const word = useStatusWord(tile.status, name);
  const seen = ageOf(tile.lastSeenAt, now);
  const minor = tile.kubernetesVersion?.replace(/^v/, '');

  const body = (
    <li
      className={`${classes.root} ${tile.hatched ? classes.hatched : ''}`}
      data-cluster={tile.id}
      data-stale={tile.hatched || undefined}
    >
      <div className={classes.head}>
        <StatusMark
          status={tile.mark}
          word={tile.mark === tile.status ? name : undefined}
          glyphOnly
          size={15}
          withReason={false}
        />
        <Link
          to={links.cluster(tile.id)}
          className={classes.name}
          underline="none"
          title={tile.title ?? tile.name}
        >
          {tile.name}
        </Link>
        {minor && (
          <span
            className={`${classes.version} ${
              tile.minorsBehind > 1 ? classes.behind : ''
            }`}
          >
            {minor}
          </span>
        )}
      </div>
      <div className={classes.counts}>
        <StateCounts
          counts={cluster.instances}
          known={cluster.currency.current}
          to={state => links.cluster(tile.id, { states: [state] })}
        />
      </div>
      <div className={classes.foot}>
        <span className={classes.state}>
          {word}
          {' · '}
          {seen
            ? t('overview.seen', { age: ageText(seen) })
            : t('overview.neverSeen')}
        </span>
        {tile.drift > 0 && (
          <span className={classes.drift}>
            <StatusCount
              status={{ key: 'out-of-sync', stale: false }}
              word={t('overview.drift')}
              count={tile.drift}
              to={links.cluster(tile.id, {
                tab: 'deliveries',
                states: ['out-of-sync'],
              })}
              size={12}
            />
          </span>
        )}
      </div>
    </li>
  );
  if (tile.worst.length === 0) return body;
  return (
    <Tooltip
      interactive
      title={
        <ul className={classes.worst}>
          {tile.worst.map(thing => (
            <li key={thing}>
              <UntrustedText text={thing} block />
            </li>
          ))}
        </ul>
      }
    >
      {body}
    </Tooltip>
  );
}
