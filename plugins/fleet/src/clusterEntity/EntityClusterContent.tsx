import { useMemo, type ReactNode } from 'react';
import { useLocation } from 'react-router-dom';
import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { useEntity } from '@backstage/plugin-catalog-react';
import { fleetClusterReadPermission } from '@fleetview/backstage-plugin-fleet-common';
import {
  FleetQueryProvider,
  LiveIndicator,
  LoadingView,
  useCluster,
} from '@fleetview/backstage-plugin-fleet-react';
import { ClusterContent } from '../cluster/ClusterPage';
import { ClusterPlaceContext, useFleetLinks } from '../routing';
import { useText } from '../translation';
import { ClusterSight } from './ClusterSight';
import { clusterIdOf } from './isFleetCluster';

const useStyles = makeStyles(
  theme => ({
    root: {
      padding: theme.spacing(2, 0, 4),
      fontSize: 14,
      lineHeight: '20px',
    },
    corner: {
      float: 'right',
      display: 'flex',
      gap: theme.spacing(2),
      marginLeft: theme.spacing(2),
    },
  }),
  { name: 'FleetClusterEntityContent' },
);

/**
 * The Fleet tab of a cluster's entity: what the cluster's page shows, in its
 * place.
 *
 * @public
 */
export function EntityClusterContent() {
  const { entity } = useEntity();
  return (
    <FleetQueryProvider>
      <ClusterEntityContent clusterId={clusterIdOf(entity) ?? ''} />
    </FleetQueryProvider>
  );
}

/**
 * The same for any cluster, inside a provider.
 */
export function ClusterEntityContent(props: { clusterId: string }) {
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  const sight = useCluster(props.clusterId);
  return (
    <div className={classes.root} data-fleet-content>
      <ClusterSight
        sight={sight}
        permission={fleetClusterReadPermission.name}
        loading={<LoadingView shape="header" rows={8} />}
      >
        {detail => (
          <>
            <div className={classes.corner}>
              <LiveIndicator />
              <Link to={links.cluster(detail.cluster.id)}>
                {t('clusterCard.open')}
              </Link>
            </div>
            <Here clusterId={detail.cluster.id}>
              <ClusterContent key={detail.cluster.id} detail={detail} isNamed />
            </Here>
          </>
        )}
      </ClusterSight>
    </div>
  );
}

/** Whatever leads to this cluster leads to this tab. */
function Here(props: { clusterId: string; children: ReactNode }) {
  const { clusterId } = props;
  const { pathname } = useLocation();
  const place = useMemo(
    () => ({ clusterId, path: pathname }),
    [clusterId, pathname],
  );
  return (
    <ClusterPlaceContext.Provider value={place}>
      {props.children}
    </ClusterPlaceContext.Provider>
  );
}
