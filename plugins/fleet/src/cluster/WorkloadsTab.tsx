import { useMemo } from 'react';
import type { Workload } from '@fleetview/backstage-plugin-fleet-common';
import {
  DetailDrawer,
  EntityLink,
  FieldList,
  FleetTable,
  Since,
  StatusMark,
  statusOfWorkload,
  UntrustedText,
  useClusterWorkloads,
  useDetail,
  versionOfWorkload,
  VersionText,
  type FleetColumn,
} from '@fleetview/backstage-plugin-fleet-react';
import { useStates } from '../shared';
import { useText } from '../translation';
import { WorkloadProgress } from '../workloads/WorkloadProgress';
import { diagnosisFields } from '../workloads/diagnosisFields';
import { workloadFields } from '../workloads/workloadFields';
import { PagedList } from './PagedList';

/**
 * The workloads of a cluster.
 */
export function WorkloadsTab(props: { clusterId: string }) {
  const t = useText();
  const paged = useClusterWorkloads(props.clusterId, useStates());
  return (
    <PagedList
      paged={paged}
      emptyTitle={t('cluster.empty.workloadsTitle')}
      emptyText={t('cluster.empty.workloadsText')}
    >
      {items => (
        <Workloads
          workloads={items}
          loadMore={paged.loadMore}
          isLoadingMore={paged.isLoadingMore}
        />
      )}
    </PagedList>
  );
}

function Workloads(props: {
  workloads: Workload[];
  loadMore?: () => void;
  isLoadingMore: boolean;
}) {
  const { workloads } = props;
  const t = useText();
  const { detail, open, close } = useDetail();
  const columns = useMemo<FleetColumn<Workload>[]>(
    () => [
      {
        id: 'name',
        title: t('workload.columns.name'),
        width: '22%',
        render: workload => <UntrustedText text={workload.name} />,
      },
      {
        id: 'kind',
        title: t('workload.columns.kind'),
        width: 108,
        render: workload => workload.kind,
      },
      {
        id: 'namespace',
        title: t('workload.columns.namespace'),
        width: '14%',
        hideBelow: 800,
        render: workload => <UntrustedText text={workload.namespace} />,
      },
      {
        id: 'component',
        title: t('workload.columns.component'),
        width: '14%',
        hideBelow: 1000,
        render: workload =>
          workload.entityRef ? (
            <EntityLink entity={workload.entityRef} />
          ) : (
            t('none')
          ),
      },
      {
        id: 'version',
        title: t('workload.columns.version'),
        width: '18%',
        changeKey: workload =>
          JSON.stringify([workload.version, workload.settledVersion]),
        render: workload => (
          <VersionText version={versionOfWorkload(workload)} />
        ),
      },
      {
        id: 'state',
        title: t('workload.columns.state'),
        changeKey: workload =>
          `${workload.health} ${workload.currency.current}`,
        render: workload => (
          <>
            <StatusMark status={statusOfWorkload(workload)} />
            <WorkloadProgress workload={workload} />
          </>
        ),
      },
      {
        id: 'replicas',
        title: t('workload.columns.replicas'),
        width: 84,
        align: 'right',
        changeKey: workload => JSON.stringify(workload.replicas),
        render: workload =>
          workload.replicas.desired === undefined
            ? t('none')
            : t('instance.replicas', {
                ready: String(workload.replicas.ready ?? 0),
                desired: String(workload.replicas.desired),
              }),
      },
      {
        id: 'since',
        title: t('workload.columns.since'),
        width: 84,
        align: 'right',
        render: workload => <Since at={workload.since} />,
      },
    ],
    [t],
  );
  const opened = workloads.find(workload => workload.id === detail);
  return (
    <>
      <FleetTable
        label={t('workload.label')}
        columns={columns}
        rows={workloads}
        rowId={workload => workload.id}
        isStale={workload => !workload.currency.current}
        onOpen={workload => open(workload.id)}
        openId={detail}
        loadMore={props.loadMore}
        isLoadingMore={props.isLoadingMore}
      />
      <DetailDrawer
        title={opened ? `${opened.kind} ${opened.name}` : ''}
        open={opened !== undefined}
        onClose={close}
      >
        {opened && (
          <FieldList
            fields={workloadFields(opened, t, diagnosisFields([opened], t))}
          />
        )}
      </DetailDrawer>
    </>
  );
}
