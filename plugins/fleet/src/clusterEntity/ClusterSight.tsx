import type { ReactNode } from 'react';
import type { ClusterDetail } from '@fleetview/backstage-plugin-fleet-common';
import {
  EmptyView,
  SightView,
  type Sight,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';

/**
 * A cluster that the catalog has, and Fleet perhaps not any more: that is no
 * failure that trying again would mend.
 */
export function ClusterSight(props: {
  sight: Sight<ClusterDetail>;
  permission: string;
  loading: ReactNode;
  children: (detail: ClusterDetail) => ReactNode;
}) {
  const { sight } = props;
  const t = useText();
  if (sight.kind === 'failed' && sight.failure.status === 404) {
    return (
      <EmptyView title={t('clusterCard.gone')}>
        {t('clusterCard.goneText')}
      </EmptyView>
    );
  }
  return <SightView {...props} />;
}
