import { useMemo } from 'react';
import type { Delivery } from '@fleetview/backstage-plugin-fleet-common';
import {
  DetailDrawer,
  engineName,
  EntityLink,
  FieldList,
  FleetTable,
  shortVersion,
  Since,
  StatusMark,
  statusOfDelivery,
  statusOfSync,
  UntrustedText,
  useClusterDeliveries,
  useDetail,
  type FleetColumn,
} from '@fleetview/backstage-plugin-fleet-react';
import { deliveryFields } from '../deliveries/deliveryFields';
import { useFleetLinks } from '../routing';
import { useStates } from '../shared';
import { useText } from '../translation';
import { PagedList } from './PagedList';

/**
 * What engines bring to a cluster, and what a hub holds for others.
 */
export function DeliveriesTab(props: { clusterId: string }) {
  const t = useText();
  const paged = useClusterDeliveries(props.clusterId, useStates());
  return (
    <PagedList
      paged={paged}
      emptyTitle={t('cluster.empty.deliveriesTitle')}
      emptyText={t('cluster.empty.deliveriesText')}
    >
      {items => (
        <Deliveries
          deliveries={items}
          loadMore={paged.loadMore}
          isLoadingMore={paged.isLoadingMore}
        />
      )}
    </PagedList>
  );
}

function Deliveries(props: {
  deliveries: Delivery[];
  loadMore?: () => void;
  isLoadingMore: boolean;
}) {
  const { deliveries } = props;
  const t = useText();
  const links = useFleetLinks();
  const { detail, open, close } = useDetail();
  const columns = useMemo<FleetColumn<Delivery>[]>(
    () => [
      {
        id: 'name',
        title: t('delivery.columns.name'),
        width: '22%',
        render: delivery => <UntrustedText text={delivery.name} />,
      },
      {
        id: 'engine',
        title: t('delivery.columns.engine'),
        width: '15%',
        hideBelow: 800,
        render: delivery => `${engineName(delivery.engine)} ${delivery.kind}`,
      },
      {
        id: 'component',
        title: t('delivery.columns.component'),
        width: '12%',
        hideBelow: 1000,
        render: delivery =>
          delivery.entityRef ? (
            <EntityLink entity={delivery.entityRef} />
          ) : (
            t('none')
          ),
      },
      {
        id: 'revision',
        title: t('delivery.columns.revision'),
        width: 112,
        changeKey: delivery => delivery.appliedRevision?.value ?? '',
        render: delivery => {
          const revision = delivery.appliedRevision ?? delivery.desiredRevision;
          return revision ? (
            <UntrustedText text={shortVersion(revision.value)} />
          ) : (
            t('none')
          );
        },
      },
      {
        id: 'state',
        title: t('delivery.columns.state'),
        width: 148,
        changeKey: delivery =>
          `${delivery.health} ${delivery.currency.current}`,
        render: delivery => (
          <>
            <StatusMark status={statusOfDelivery(delivery)} />
            {delivery.blockedBy && delivery.blockedBy.length > 0 && (
              <>
                {' '}
                <StatusMark
                  status={{
                    key: 'stuck',
                    stale: !delivery.currency.current,
                    reason: delivery.blockedBy[0],
                  }}
                  glyphOnly
                  withoutAge
                  word={t('delivery.blocked')}
                />
              </>
            )}
          </>
        ),
      },
      {
        id: 'sync',
        title: t('delivery.columns.sync'),
        width: 148,
        changeKey: delivery => `${delivery.sync} ${delivery.currency.current}`,
        render: delivery => <StatusMark status={statusOfSync(delivery)} />,
      },
      {
        id: 'source',
        title: t('delivery.columns.source'),
        hideBelow: 1600,
        render: delivery => {
          const [source] = delivery.sources;
          const text = [
            source?.repository?.replace(/^https?:\/\//, ''),
            source?.path ?? source?.chart,
          ].filter(Boolean);
          return text.length > 0 ? (
            <UntrustedText text={text.join(' ')} />
          ) : (
            t('none')
          );
        },
      },
      {
        id: 'since',
        title: t('delivery.columns.since'),
        width: 84,
        align: 'right',
        render: delivery => <Since at={delivery.since} />,
      },
    ],
    [t],
  );
  const opened = deliveries.find(delivery => delivery.id === detail);
  return (
    <>
      <FleetTable
        label={t('delivery.label')}
        columns={columns}
        rows={deliveries}
        rowId={delivery => delivery.id}
        isStale={delivery => !delivery.currency.current}
        onOpen={delivery => open(delivery.id)}
        openId={detail}
        loadMore={props.loadMore}
        isLoadingMore={props.isLoadingMore}
      />
      <DetailDrawer
        title={opened ? `${opened.kind} ${opened.name}` : ''}
        open={opened !== undefined}
        onClose={close}
      >
        {opened && <FieldList fields={deliveryFields(opened, t, links)} />}
      </DetailDrawer>
    </>
  );
}
