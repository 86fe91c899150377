import { useMemo } from 'react';
import type { Instance } from '@fleetview/backstage-plugin-fleet-common';
import {
  DetailDrawer,
  entityName,
  FleetTable,
  groupBy,
  UNASSIGNED,
  useClusterInstances,
  useDetail,
} from '@fleetview/backstage-plugin-fleet-react';
import { InstanceDetail } from '../instances/InstanceDetail';
import {
  OwnerHeading,
  useInstanceColumns,
} from '../instances/useInstanceColumns';
import { countsOfInstances } from '../instances/countsOfInstances';
import { useWhy } from '../rollouts/useWhy';
import { WhyOfInstance } from '../rollouts/WhyOfInstance';
import { useStates } from '../shared';
import { useText } from '../translation';
import { PagedList } from './PagedList';

/**
 * What runs on a cluster, by owner.
 */
export function RunsTab(props: { clusterId: string }) {
  const t = useText();
  const paged = useClusterInstances(props.clusterId, useStates());
  return (
    <PagedList
      paged={paged}
      emptyTitle={t('cluster.empty.runsTitle')}
      emptyText={t('cluster.empty.runsText')}
    >
      {items => (
        <Instances
          instances={items}
          loadMore={paged.loadMore}
          isLoadingMore={paged.isLoadingMore}
        />
      )}
    </PagedList>
  );
}

function Instances(props: {
  instances: Instance[];
  loadMore?: () => void;
  isLoadingMore: boolean;
}) {
  const { instances } = props;
  const t = useText();
  const { detail, close } = useDetail();
  const why = useWhy();
  const whyOf = useMemo(
    () => ({
      openId: why.why,
      idOf: (instance: Instance) => instance.id,
      open: (instance: Instance) => why.open(instance.id),
    }),
    [why],
  );
  const columns = useInstanceColumns('component', whyOf);
  const sections = useMemo(
    () =>
      groupBy(instances, instance => instance.owner ?? UNASSIGNED).map(
        group => ({
          id: group.key,
          title: (
            <OwnerHeading
              owner={group.key === UNASSIGNED ? undefined : group.key}
              counts={countsOfInstances(group.items)}
            />
          ),
          rows: group.items,
        }),
      ),
    [instances],
  );
  const byId = (id: string | undefined) =>
    instances.find(instance => instance.id === id);
  const opened = why.why === undefined ? byId(detail) : undefined;
  const asked = byId(why.why);
  return (
    <>
      <FleetTable
        label={t('instance.label')}
        columns={columns}
        sections={sections}
        rowId={instance => instance.id}
        isStale={instance => !instance.currency.current}
        onOpen={instance => why.openDetail(instance.id)}
        openId={opened?.id}
        loadMore={props.loadMore}
        isLoadingMore={props.isLoadingMore}
      />
      <DetailDrawer
        title={
          opened
            ? `${
                opened.title ?? entityName(opened.entityRef ?? opened.namespace)
              }`
            : ''
        }
        open={opened !== undefined}
        onClose={close}
      >
        {opened && <InstanceDetail instance={opened} />}
      </DetailDrawer>
      <WhyOfInstance instance={asked} onClose={why.close} />
    </>
  );
}
