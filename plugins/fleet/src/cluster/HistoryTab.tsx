import { useClusterTransitions } from '@fleetview/backstage-plugin-fleet-react';
import { HistoryTable } from '../history/HistoryTable';
import { useText } from '../translation';
import { PagedList } from './PagedList';

/**
 * What changed on a cluster.
 */
export function HistoryTab(props: { clusterId: string }) {
  const t = useText();
  const paged = useClusterTransitions(props.clusterId);
  return (
    <PagedList
      paged={paged}
      emptyTitle={t('cluster.empty.historyTitle')}
      emptyText={t('cluster.empty.historyText')}
    >
      {items => (
        <HistoryTable
          transitions={items}
          loadMore={paged.loadMore}
          isLoadingMore={paged.isLoadingMore}
        />
      )}
    </PagedList>
  );
}
