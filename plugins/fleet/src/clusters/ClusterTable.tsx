import { useMemo } from 'react';
import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { ClusterSummary } from '@fleetview/backstage-plugin-fleet-common';
import {
  bytes,
  cores,
  entityName,
  FleetTable,
  groupClusters,
  Since,
  StateCounts,
  statusKeyOfCoverage,
  StatusCount,
  StatusMark,
  statusOfCluster,
  UNASSIGNED,
  type FleetColumn,
  type FleetTableSort,
  type Grouping,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { useText } from '../translation';

const useStyles = makeStyles(
  theme => ({
    name: { fontWeight: 500 },
    unverified: { marginLeft: 6 },
    quiet: { color: theme.palette.text.secondary },
    pair: {
      display: 'inline-flex',
      gap: 10,
      alignItems: 'center',
      verticalAlign: 'top',
    },
  }),
  { name: 'FleetClusterTable' },
);

/**
 * Clusters as rows, in groups where a grouping is given.
 */
export function ClusterTable(props: {
  clusters: ClusterSummary[];
  grouping?: Grouping;
  sort?: FleetTableSort;
  onSort?: (sort: FleetTableSort) => void;
  orderKey?: string;
  loadMore?: () => void;
  isLoadingMore?: boolean;
}) {
  const { clusters, grouping, onSort } = props;
  const t = useText();
  const columns = useClusterColumns(Boolean(onSort));
  const sections = useMemo(
    () =>
      grouping
        ? groupClusters(clusters, grouping).map(group => ({
            id: group.key,
            title:
              group.key === UNASSIGNED
                ? t('unassigned')
                : entityName(group.key),
            rows: group.items,
          }))
        : [{ id: 'all', rows: clusters }],
    [clusters, grouping, t],
  );
  return (
    <FleetTable
      label={t('clusters.label')}
      columns={columns}
      sections={sections}
      rowId={cluster => cluster.id}
      isStale={cluster => !cluster.currency.current}
      sort={props.sort}
      onSort={onSort}
      orderKey={`${grouping} ${props.orderKey ?? ''}`}
      loadMore={props.loadMore}
      isLoadingMore={props.isLoadingMore}
    />
  );
}

function useClusterColumns(sortable: boolean): FleetColumn<ClusterSummary>[] {
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  return useMemo(
    () => [
      {
        id: 'name',
        title: t('clusters.columns.name'),
        width: 140,
        sortable,
        render: cluster => (
          <>
            <Link
              to={links.cluster(cluster.id)}
              className={classes.name}
              title={cluster.title ?? cluster.name}
            >
              {cluster.name}
            </Link>
            {cluster.tlsUnverified && (
              <span
                className={classes.unverified}
                title={t('cluster.tlsUnverifiedText')}
              >
                <StatusMark
                  status={{ key: 'unauthorized', stale: false }}
                  word={t('cluster.tlsUnverified')}
                  glyphOnly
                />
              </span>
            )}
          </>
        ),
      },
      {
        id: 'reachability',
        title: t('clusters.columns.reachability'),
        width: 186,
        sortable,
        changeKey: cluster => cluster.reachability.state,
        render: cluster => (
          <span className={classes.pair}>
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
        ),
      },
      {
        id: 'health',
        title: t('clusters.columns.nodes'),
        width: 152,
        sortable,
        hideBelow: 1000,
        changeKey: cluster =>
          JSON.stringify([
            cluster.health,
            cluster.nodes,
            cluster.currency.current,
          ]),
        render: cluster => (
          <span className={classes.pair}>
            <StatusMark
              status={{
                key: cluster.health,
                stale: !cluster.currency.current,
                confirmedAt: cluster.currency.confirmedAt,
              }}
              withoutAge
            />
            {cluster.nodes.total > 0 && (
              <span className={classes.quiet}>
                {t('clusters.nodesReady', {
                  ready: String(cluster.nodes.ready),
                  total: String(cluster.nodes.total),
                })}
              </span>
            )}
          </span>
        ),
      },
      {
        id: 'version',
        title: t('clusters.columns.version'),
        width: 96,
        sortable,
        changeKey: cluster => cluster.kubernetes?.version ?? '',
        render: cluster =>
          cluster.kubernetes ? (
            <span
              title={
                cluster.kubernetes.minorsBehind > 0
                  ? t('overview.behind', {
                      count: cluster.kubernetes.minorsBehind,
                    })
                  : undefined
              }
            >
              {cluster.kubernetes.version.replace(/^v/, '')}
              {cluster.kubernetes.minorsBehind > 0 && (
                <span className={classes.quiet}>
                  {` −${cluster.kubernetes.minorsBehind}`}
                </span>
              )}
            </span>
          ) : (
            t('none')
          ),
      },
      {
        id: 'capacity',
        title: t('clusters.columns.capacity'),
        width: 150,
        align: 'right',
        hideBelow: 1400,
        render: cluster =>
          cluster.capacity.cpuMillicores > 0
            ? t('clusters.capacity', {
                cores: cores(cluster.capacity.cpuMillicores),
                memory: bytes(cluster.capacity.memoryBytes),
              })
            : t('none'),
      },
      {
        id: 'degraded',
        title: t('clusters.columns.instances'),
        sortable,
        changeKey: cluster => JSON.stringify(cluster.instances),
        render: cluster => (
          <StateCounts
            counts={cluster.instances}
            known={cluster.currency.current}
            to={state => links.cluster(cluster.id, { states: [state] })}
          />
        ),
      },
      {
        id: 'deliveries',
        title: t('clusters.columns.deliveries'),
        hideBelow: 1200,
        changeKey: cluster => JSON.stringify(cluster.deliveries),
        render: cluster => (
          <span className={classes.pair}>
            <StateCounts
              counts={cluster.deliveries}
              known={cluster.currency.current}
              to={state =>
                links.cluster(cluster.id, {
                  tab: 'deliveries',
                  states: [state],
                })
              }
            />
            {cluster.deliveries.outOfSync > 0 && (
              <StatusCount
                status={{ key: 'out-of-sync', stale: false }}
                count={cluster.deliveries.outOfSync}
                to={links.cluster(cluster.id, {
                  tab: 'deliveries',
                  states: ['out-of-sync'],
                })}
              />
            )}
          </span>
        ),
      },
      {
        id: 'coverage',
        title: t('clusters.columns.coverage'),
        width: 104,
        hideBelow: 1200,
        changeKey: cluster => JSON.stringify(cluster.coverage),
        render: cluster => (
          <Link
            to={links.cluster(cluster.id, { tab: 'systems' })}
            color="textPrimary"
          >
            <StatusMark
              status={{
                key: statusKeyOfCoverage(cluster.coverage.state),
                stale: false,
                reason: cluster.coverage.reason,
              }}
              // Of nothing that was asked there is no share.
              word={
                cluster.coverage.asked > 0
                  ? t('clusters.coverage', {
                      current: String(cluster.coverage.current),
                      asked: String(cluster.coverage.asked),
                    })
                  : undefined
              }
            />
          </Link>
        ),
      },
      {
        id: 'environment',
        title: t('clusters.columns.environment'),
        width: 116,
        hideBelow: 1700,
        render: cluster => cluster.attributes.environment.value,
      },
      {
        id: 'region',
        title: t('clusters.columns.region'),
        width: 124,
        hideBelow: 1600,
        render: cluster => cluster.attributes.region.value,
      },
    ],
    [classes, links, sortable, t],
  );
}
