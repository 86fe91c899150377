import type { ComponentType, ReactNode } from 'react';
import { Route, Routes } from 'react-router-dom';
import { usePermission } from '@backstage/plugin-permission-react';
import { fleetAuditReadPermission } from '@fleetview/backstage-plugin-fleet-common';
import {
  EmptyView,
  FleetQueryProvider,
  LiveIndicator,
} from '@fleetview/backstage-plugin-fleet-react';
import { AuditPage } from './audit/AuditPage';
import { ClusterPage } from './cluster/ClusterPage';
import { ClustersPage } from './clusters/ClustersPage';
import { CompliancePage } from './compliance/CompliancePage';
import { PricesPage } from './cost/prices';
import { CostPage } from './cost/team/CostPage';
import { DriftPage } from './drift/DriftPage';
import { ExceptionsPage } from './exceptions/ExceptionsPage';
import { RolloutsPage } from './matrix/RolloutsPage';
import { OverviewPage } from './overview/OverviewPage';
import { PromotionPage } from './promotions/PromotionPage';
import { PromotionsPage } from './promotions/PromotionsPage';
import { useFleetLinks } from './routing';
import { SkewPage } from './skew';
import { UnboundPage } from './unbound/UnboundPage';
import { Content } from './shared';
import { useFleetText } from '@fleetview/backstage-plugin-fleet-react';
import { useText } from './translation';

/**
 * What stands around the pages. Each of the two front-end systems has its own,
 * and the pages know neither.
 */
export interface FleetFrameProps {
  title: string;
  /** Where the title leads. */
  titleTo: string;
  tabs: { id: string; title: string; to: string }[];
  /** Stands in the corner of the header. */
  corner: ReactNode;
  children: ReactNode;
}

/**
 * All pages of Fleet under their one path.
 */
export function FleetRoutes(props: { frame: ComponentType<FleetFrameProps> }) {
  const { frame: Frame } = props;
  const t = useText();
  const links = useFleetLinks();
  const audit = usePermission({ permission: fleetAuditReadPermission });
  return (
    <FleetQueryProvider>
      <Frame
        title={t('title')}
        titleTo={links.overview}
        tabs={[
          { id: 'overview', title: t('tabs.overview'), to: links.overview },
          { id: 'clusters', title: t('tabs.clusters'), to: links.clusters() },
          { id: 'rollouts', title: t('tabs.rollouts'), to: links.rollouts },
          {
            id: 'promotions',
            title: t('tabs.promotions'),
            to: links.promotions(),
          },
          { id: 'drift', title: t('tabs.drift'), to: links.drift() },
          {
            id: 'compliance',
            title: t('tabs.compliance'),
            to: links.compliance,
          },
          { id: 'skew', title: t('tabs.skew'), to: links.skew() },
          { id: 'cost', title: t('tabs.cost'), to: links.cost },
          {
            id: 'exceptions',
            title: t('tabs.exceptions'),
            to: links.exceptions(),
          },
          { id: 'unbound', title: t('tabs.unbound'), to: links.unbound() },
          ...(audit.allowed
            ? [{ id: 'audit', title: t('tabs.audit'), to: links.audit }]
            : []),
        ]}
        corner={<LiveIndicator />}
      >
        <Routes>
          <Route path="/" element={<OverviewPage />} />
          <Route path="/clusters" element={<ClustersPage />} />
          <Route path="/clusters/:clusterId" element={<ClusterPage />} />
          <Route path="/rollouts" element={<RolloutsPage />} />
          <Route path="/promotions" element={<PromotionsPage />} />
          <Route path="/promotions/:promotionId" element={<PromotionPage />} />
          <Route path="/drift" element={<DriftPage />} />
          <Route path="/compliance" element={<CompliancePage />} />
          <Route path="/skew" element={<SkewPage />} />
          <Route path="/cost" element={<CostPage />} />
          <Route path="/cost/prices" element={<PricesPage />} />
          <Route path="/exceptions" element={<ExceptionsPage />} />
          <Route path="/unbound" element={<UnboundPage />} />
          <Route path="/audit" element={<AuditPage />} />
          <Route path="*" element={<NotFound />} />
        </Routes>
      </Frame>
    </FleetQueryProvider>
  );
}

function NotFound() {
  const { t } = useFleetText();
  return (
    <Content>
      <EmptyView title={t('views.notFoundTitle')} />
    </Content>
  );
}
