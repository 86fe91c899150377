import { makeStyles } from '@material-ui/core/styles';
import type { ClusterSummary } from '@fleetview/backstage-plugin-fleet-common';
import {
  Since,
  StatusMark,
  statusOfCluster,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns:
        'minmax(0, 1.5fr) minmax(0, 1fr) minmax(0, 1fr) minmax(0, 1.5fr)',
      columnGap: theme.spacing(1.5),
      alignItems: 'center',
      minWidth: 0,
      '& > *': { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' },
      [theme.breakpoints.down('xs')]: {
        gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
        '& > :first-child': { gridColumn: '1 / -1' },
        '& > :nth-child(4)': { gridColumn: '1 / -1' },
      },
    },
    name: { fontWeight: 500 },
    state: { display: 'inline-flex', gap: 8, whiteSpace: 'nowrap' },
    note: {
      gridColumn: '1 / -1',
      fontSize: 13,
      color: theme.palette.text.secondary,
      overflowWrap: 'anywhere',
    },
    quiet: { color: theme.palette.text.secondary },
  }),
  { name: 'FleetClusterRow' },
);

/**
 * A cluster in a list to choose from: where it is, whether it answers, and what
 * speaks against it or for it.
 */
export function ClusterRow(props: {
  cluster: ClusterSummary;
  notes: string[];
}) {
  const { cluster, notes } = props;
  const classes = useStyles();
  const t = useText();
  const { region, environment } = cluster.attributes;
  return (
    <span className={classes.root}>
      <span className={classes.name}>
        <UntrustedText text={cluster.name} />
      </span>
      <UntrustedText text={region.value} />
      <UntrustedText text={environment.value} />
      <span className={classes.state}>
        {cluster.reachability.state === 'reachable' ? (
          <StatusMark
            status={{ key: 'healthy', stale: !cluster.currency.current }}
            word={t('clusters.reachable')}
            withoutAge
          />
        ) : (
          <StatusMark status={statusOfCluster(cluster)} />
        )}
        <span className={classes.quiet}>
          <Since at={cluster.reachability.lastSeenAt} ago />
        </span>
      </span>
      {notes.map(note => (
        <span key={note} className={classes.note}>
          {note}
        </span>
      ))}
    </span>
  );
}
