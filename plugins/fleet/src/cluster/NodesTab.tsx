import { useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import type {
  ClusterDetail,
  NodeItem,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  bytes,
  cores,
  EmptyView,
  FleetTable,
  StatusMark,
  statusOfNode,
  UntrustedText,
  type FleetColumn,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';

const useStyles = makeStyles(
  theme => ({ quiet: { color: theme.palette.text.secondary } }),
  { name: 'FleetNodesTab' },
);

/**
 * The nodes of a cluster.
 */
export function NodesTab(props: { detail: ClusterDetail }) {
  const { nodes, nodesTotal, cluster } = props.detail;
  const classes = useStyles();
  const t = useText();
  const columns = useMemo<FleetColumn<NodeItem>[]>(
    () => [
      {
        id: 'name',
        title: t('nodes.columns.name'),
        width: '28%',
        render: node => <UntrustedText text={node.name} />,
      },
      {
        id: 'state',
        title: t('nodes.columns.state'),
        changeKey: node => `${node.health} ${node.unschedulable}`,
        render: node => (
          <span>
            <StatusMark status={statusOfNode(node, cluster.currency)} />
            {node.unschedulable && (
              <span className={classes.quiet}> {t('nodes.unschedulable')}</span>
            )}
            {node.message && (
              <span className={classes.quiet} title={node.message}>
                {' '}
                {node.message}
              </span>
            )}
          </span>
        ),
      },
      {
        id: 'version',
        title: t('nodes.columns.version'),
        width: 112,
        render: node =>
          node.kubeletVersion ? (
            <UntrustedText text={node.kubeletVersion} />
          ) : (
            t('none')
          ),
      },
      {
        id: 'zone',
        title: t('nodes.columns.zone'),
        width: '11%',
        hideBelow: 800,
        render: node => node.zone ?? node.region ?? t('none'),
      },
      {
        id: 'type',
        title: t('nodes.columns.type'),
        width: '11%',
        hideBelow: 1000,
        render: node => node.instanceType ?? t('none'),
      },
      {
        id: 'cpu',
        title: t('nodes.columns.cpu'),
        width: 92,
        align: 'right',
        render: node =>
          node.cpuMillicores === undefined
            ? t('none')
            : t('nodes.cores', { amount: cores(node.cpuMillicores) }),
      },
      {
        id: 'memory',
        title: t('nodes.columns.memory'),
        width: 88,
        align: 'right',
        render: node =>
          node.memoryBytes === undefined ? t('none') : bytes(node.memoryBytes),
      },
    ],
    [classes, cluster.currency, t],
  );
  if (nodes.length === 0) {
    return (
      <EmptyView title={t('cluster.empty.nodesTitle')}>
        {t('cluster.empty.nodesText')}
      </EmptyView>
    );
  }
  return (
    <>
      <FleetTable
        label={t('nodes.label')}
        columns={columns}
        rows={nodes}
        rowId={node => node.name}
        isStale={() => !cluster.currency.current}
      />
      {nodesTotal > nodes.length && (
        <p className={classes.quiet}>
          {t('nodes.more', { count: nodesTotal - nodes.length })}
        </p>
      )}
    </>
  );
}
