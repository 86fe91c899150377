import { useParams, useSearchParams } from 'react-router-dom';
import {
  fleetClusterReadPermission,
  type ClusterDetail,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  LoadingView,
  SightView,
  useCluster,
} from '@fleetview/backstage-plugin-fleet-react';
import {
  CLUSTER_TABS,
  clusterTabOf,
  useFleetLinks,
  type ClusterTab,
} from '../routing';
import { AlertsTab } from '../alerts/AlertsTab';
import { CostTab } from '../cost/CostTab';
import { DriftTab } from '../drift/DriftTab';
import { HubsTab } from '../hubs/HubsTab';
import { FindingsTab } from '../policy/FindingsTab';
import { PodSecurityTab } from '../policy/PodSecurityTab';
import { PoliciesTab } from '../policy/PoliciesTab';
import { Content, LinkTabs } from '../shared';
import { PlatformTab } from '../statements/PlatformTab';
import { useText } from '../translation';
import { ClusterHeader } from './ClusterHeader';
import { DeliveriesTab } from './DeliveriesTab';
import { HistoryTab } from './HistoryTab';
import { IdentityTab } from './IdentityTab';
import { NodesTab } from './NodesTab';
import { RunsTab } from './RunsTab';
import { SystemsTab } from './SystemsTab';
import { WorkloadsTab } from './WorkloadsTab';

/**
 * One cluster: what it is, what runs on it, and what is read from it.
 */
export function ClusterPage() {
  const { clusterId = '' } = useParams();
  const sight = useCluster(clusterId);
  return (
    <Content>
      <SightView
        sight={sight}
        permission={fleetClusterReadPermission.name}
        loading={<LoadingView shape="header" rows={10} />}
      >
        {detail => <ClusterContent key={clusterId} detail={detail} />}
      </SightView>
    </Content>
  );
}

/**
 * The same wherever a cluster is shown.
 */
export function ClusterContent(props: {
  detail: ClusterDetail;
  /** Whether something around it says already which cluster it is. */
  isNamed?: boolean;
}) {
  const { detail, isNamed } = props;
  const { id } = detail.cluster;
  const t = useText();
  const links = useFleetLinks();
  const [search] = useSearchParams();
  const active = clusterTabOf(search.get('tab'));
  return (
    <>
      <ClusterHeader detail={detail} isNamed={isNamed} />
      <LinkTabs
        label={t('cluster.tabs.label')}
        activeId={active}
        tabs={CLUSTER_TABS.map(tab => ({
          id: tab,
          to: links.cluster(id, { tab }),
          title: t(`cluster.tabs.${tab}`),
        }))}
      />
      <ActiveTab tab={active} detail={detail} />
    </>
  );
}

function ActiveTab(props: { tab: ClusterTab; detail: ClusterDetail }) {
  const { tab, detail } = props;
  const { id } = detail.cluster;
  switch (tab) {
    case 'workloads':
      return <WorkloadsTab clusterId={id} />;
    case 'deliveries':
      return <DeliveriesTab clusterId={id} />;
    case 'drift':
      return <DriftTab clusterId={id} />;
    case 'hubs':
      return <HubsTab clusterId={id} />;
    case 'alerts':
      return <AlertsTab clusterId={id} />;
    case 'findings':
      return <FindingsTab clusterId={id} />;
    case 'policies':
      return <PoliciesTab clusterId={id} />;
    case 'podSecurity':
      return <PodSecurityTab clusterId={id} />;
    case 'cost':
      return <CostTab clusterId={id} />;
    case 'platform':
      return <PlatformTab clusterId={id} />;
    case 'systems':
      return <SystemsTab detail={detail} />;
    case 'nodes':
      return <NodesTab detail={detail} />;
    case 'identity':
      return <IdentityTab detail={detail} />;
    case 'history':
      return <HistoryTab clusterId={id} />;
    default:
      return <RunsTab clusterId={id} />;
  }
}
