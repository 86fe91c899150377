import { makeStyles } from '@material-ui/core/styles';
import type { ClusterSummary } from '@fleetview/backstage-plugin-fleet-common';
import {
  entityName,
  groupClusters,
  UNASSIGNED,
  type Grouping,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { ClusterTile } from './ClusterTile';

const useStyles = makeStyles(
  theme => ({
    group: {
      display: 'grid',
      gridTemplateColumns: '132px minmax(0, 1fr)',
      columnGap: theme.spacing(2),
      padding: theme.spacing(1, 0),
      [theme.breakpoints.down('xs')]: { gridTemplateColumns: '1fr' },
    },
    name: {
      margin: 0,
      paddingTop: theme.spacing(1.25),
      fontSize: 13,
      fontWeight: 600,
      lineHeight: '20px',
      overflowWrap: 'anywhere',
    },
    tiles: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, 256px)',
      gap: theme.spacing(1.25),
      margin: 0,
      padding: 0,
      listStyle: 'none',
      [theme.breakpoints.down('xs')]: { gridTemplateColumns: '1fr' },
    },
  }),
  { name: 'FleetClusterGrid' },
);

/**
 * All clusters as tiles of one size, in groups.
 */
export function ClusterGrid(props: {
  clusters: ClusterSummary[];
  grouping: Grouping;
}) {
  const classes = useStyles();
  const t = useText();
  return (
    <>
      {groupClusters(props.clusters, props.grouping).map(group => (
        <section key={group.key} className={classes.group}>
          <h3 className={classes.name}>
            {group.key === UNASSIGNED ? t('unassigned') : entityName(group.key)}
          </h3>
          <ul className={classes.tiles}>
            {group.items.map(cluster => (
              <ClusterTile key={cluster.id} cluster={cluster} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
