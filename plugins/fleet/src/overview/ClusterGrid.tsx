import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type {
  ClusterGroup,
  ClusterGrouping,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  entityName,
  sortedByName,
  StateCounts,
  UNASSIGNED,
  untrustedName,
  type ClusterFilters,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { useText } from '../translation';
import { ClusterTile } from './ClusterTile';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      columnGap: theme.spacing(3.5),
      rowGap: theme.spacing(3),
      paddingTop: theme.spacing(1),
    },
    group: {
      minWidth: 0,
      maxWidth: '100%',
      [theme.breakpoints.down('xs')]: { width: '100%' },
    },
    name: {
      display: 'inline-block',
      margin: 0,
      fontSize: 13,
      fontWeight: 600,
      lineHeight: '20px',
      overflowWrap: 'anywhere',
    },
    sums: {
      display: 'inline-flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      columnGap: theme.spacing(1.5),
      marginLeft: theme.spacing(1.5),
      fontSize: 13,
      lineHeight: '20px',
      fontVariantNumeric: 'tabular-nums',
    },
    tiles: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1.25),
      margin: theme.spacing(1, 0, 0),
      padding: 0,
      listStyle: 'none',
    },
    more: { flexBasis: '100%', fontSize: 13 },
  }),
  { name: 'FleetClusterGrid' },
);

/**
 * Clusters as tiles of one size, in groups; of a group with many, those that
 * need somebody most, its sums, and the way to all of them.
 */
export function ClusterGrid(props: {
  grouping: ClusterGrouping;
  filters: ClusterFilters;
}) {
  const { grouping, filters } = props;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  const notShown = grouping.groupsTotal - grouping.groups.length;
  return (
    <div className={classes.root}>
      {grouping.groups.map(group => (
        <section key={group.value} className={classes.group}>
          <h3 className={classes.name}>
            {group.value === UNASSIGNED
              ? t('unassigned')
              : untrustedName(entityName(group.value))}
          </h3>
          <GroupSums
            group={group}
            filters={{ ...filters, [grouping.by]: [group.value] }}
          />
          <ul className={classes.tiles}>
            {sortedByName(group.clusters).map(cluster => (
              <ClusterTile key={cluster.id} cluster={cluster} />
            ))}
          </ul>
        </section>
      ))}
      {notShown > 0 && (
        <Link to={links.clusters(filters)} className={classes.more}>
          {t('overview.moreGroups', { count: notShown })}
        </Link>
      )}
    </div>
  );
}

/** What tiles do not say, where not all of a group have one. */
function GroupSums(props: { group: ClusterGroup; filters: ClusterFilters }) {
  const { group, filters } = props;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  if (group.clusters.length === group.totals.clusters) return null;
  return (
    <span className={classes.sums}>
      <StateCounts
        counts={group.totals.instances}
        to={state => links.clusters({ ...filters, instances: [state] })}
      />
      <Link to={links.clusters(filters)}>
        {t('overview.showGroup', {
          total: group.totals.clusters.toLocaleString('en'),
        })}
      </Link>
    </span>
  );
}
