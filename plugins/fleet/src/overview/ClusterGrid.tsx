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
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      columnGap: theme.spacing(3.5),
      rowGap: theme.spacing(3),
      paddingTop: theme.spacing(1),
    },
    group: { minWidth: 0, maxWidth: '100%' },
    name: {
      margin: theme.spacing(0, 0, 1),
      fontSize: 13,
      fontWeight: 600,
      lineHeight: '20px',
      overflowWrap: 'anywhere',
    },
    tiles: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1.25),
      margin: 0,
      padding: 0,
      listStyle: 'none',
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
    <div className={classes.root}>
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
    </div>
  );
}
