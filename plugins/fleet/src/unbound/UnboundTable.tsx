import { useMemo } from 'react';
import type { UnboundItem } from '@fleetview/backstage-plugin-fleet-common';
import {
  DetailDrawer,
  EntityLink,
  FleetTable,
  UntrustedText,
  useDetail,
  type FleetColumn,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { UnboundDetail } from './UnboundDetail';

/**
 * What is bound to nothing, a line each, with the detail of one in a drawer.
 */
export function UnboundTable(props: {
  items: UnboundItem[];
  limited: boolean;
  loadMore?: () => void;
  isLoadingMore: boolean;
}) {
  const { items, limited } = props;
  const t = useText();
  const { detail, open, close } = useDetail();
  const columns = useMemo<FleetColumn<UnboundItem>[]>(
    () => [
      {
        id: 'name',
        title: t('unbound.columns.name'),
        width: '24%',
        render: item => <UntrustedText text={item.name} />,
      },
      {
        id: 'kind',
        title: t('unbound.columns.kind'),
        width: 132,
        hideBelow: 800,
        render: item => <UntrustedText text={item.kind} />,
      },
      {
        id: 'namespace',
        title: t('unbound.columns.namespace'),
        width: '16%',
        render: item =>
          item.place ? <UntrustedText text={item.place} /> : t('none'),
      },
      {
        id: 'problem',
        title: t('unbound.columns.problem'),
        width: 120,
        changeKey: item => item.problem,
        render: item => t(`unbound.problems.${item.problem}`),
      },
      {
        id: 'clusters',
        title: t('unbound.columns.clusters'),
        width: 84,
        align: 'right',
        changeKey: item => String(item.clusters),
        render: item => item.clusters.toLocaleString('en'),
      },
      {
        id: 'proposal',
        title: t('unbound.columns.proposal'),
        hideBelow: 1000,
        render: ({ proposals: [best] }) =>
          best ? (
            <>
              <EntityLink entity={best.entityRef} />{' '}
              {t(`unbound.strength.${best.strength}`)}
            </>
          ) : (
            t('none')
          ),
      },
    ],
    [t],
  );
  const opened = items.find(item => item.id === detail);
  return (
    <>
      <FleetTable
        label={t('unbound.label')}
        columns={columns}
        rows={items}
        rowId={item => item.id}
        onOpen={item => open(item.id)}
        openId={detail}
        loadMore={props.loadMore}
        isLoadingMore={props.isLoadingMore}
      />
      <DetailDrawer
        title={opened ? `${opened.kind} ${opened.name}` : ''}
        open={opened !== undefined}
        onClose={close}
      >
        {opened && <UnboundDetail item={opened} limited={limited} />}
      </DetailDrawer>
    </>
  );
}
