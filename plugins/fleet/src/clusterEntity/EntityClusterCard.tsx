import type { ReactNode } from 'react';
import { InfoCard } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  fleetClusterReadPermission,
  type ClusterDetail,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  FleetQueryProvider,
  LoadingView,
  ratio,
  RatioText,
  Since,
  StateCounts,
  StatusMark,
  statusOfCluster,
  UntrustedText,
  useCluster,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { useClusterStatusName } from '../shared';
import { useText } from '../translation';
import { ClusterSight } from './ClusterSight';
import { clusterIdOf } from './isFleetCluster';

const useStyles = makeStyles(
  theme => ({
    root: { fontSize: 14, lineHeight: '20px' },
    reason: { color: theme.palette.text.secondary, fontSize: 13 },
    facts: {
      display: 'grid',
      gridTemplateColumns: 'max-content minmax(0, 1fr)',
      columnGap: theme.spacing(2),
      rowGap: 6,
      margin: theme.spacing(1.5, 0, 0),
      '& dt': { color: theme.palette.text.secondary },
      '& dd': { margin: 0, minWidth: 0, overflowWrap: 'anywhere' },
    },
  }),
  { name: 'FleetClusterCard' },
);

/**
 * A cluster on the overview of its entity: how it is, and what runs on it.
 *
 * @public
 */
export function EntityClusterCard() {
  const { entity } = useEntity();
  return (
    <FleetQueryProvider>
      <ClusterCard clusterId={clusterIdOf(entity) ?? ''} />
    </FleetQueryProvider>
  );
}

/**
 * The same for any cluster, inside a provider.
 */
export function ClusterCard(props: { clusterId: string }) {
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  const sight = useCluster(props.clusterId);
  return (
    <InfoCard
      title={t('clusterCard.title')}
      deepLink={{
        title: t('clusterCard.open'),
        link: links.cluster(props.clusterId),
      }}
    >
      <div className={classes.root} data-fleet-content>
        <ClusterSight
          sight={sight}
          permission={fleetClusterReadPermission.name}
          loading={<LoadingView rows={4} />}
        >
          {detail => <Facts detail={detail} />}
        </ClusterSight>
      </div>
    </InfoCard>
  );
}

function Facts(props: { detail: ClusterDetail }) {
  const { cluster } = props.detail;
  const { reachability, kubernetes, nodes, currency } = cluster;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  const status = statusOfCluster(cluster);
  const facts: [string, ReactNode][] = [
    [
      t('cluster.seen'),
      reachability.lastSeenAt ? (
        <Since at={reachability.lastSeenAt} ago />
      ) : (
        t('cluster.never')
      ),
    ],
    [
      t('clusters.columns.version'),
      kubernetes ? kubernetes.version.replace(/^v/, '') : t('none'),
    ],
    [
      t('cluster.numbers.nodes'),
      nodes.total > 0 ? (
        <RatioText ratio={ratio(nodes.ready, nodes.total)} />
      ) : (
        t('none')
      ),
    ],
    [
      t('cluster.numbers.instances'),
      <StateCounts
        counts={cluster.instances}
        known={currency.current}
        to={state => links.cluster(cluster.id, { states: [state] })}
      />,
    ],
    [
      t('cluster.numbers.deliveries'),
      <StateCounts
        counts={cluster.deliveries}
        known={currency.current}
        to={state =>
          links.cluster(cluster.id, { tab: 'deliveries', states: [state] })
        }
      />,
    ],
  ];
  return (
    <>
      <StatusMark
        status={status}
        word={useClusterStatusName(cluster)}
        withReason={false}
      />
      {status.reason && (
        <div className={classes.reason}>
          <UntrustedText text={status.reason} block />
        </div>
      )}
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
      </dl>
    </>
  );
}

function Fact(props: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </>
  );
}
