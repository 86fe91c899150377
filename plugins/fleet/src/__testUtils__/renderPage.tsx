import { Route, Routes, useParams } from 'react-router-dom';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import {
  createFleetClock,
  createFleetQueryClient,
  fleetApiRef,
  FleetQueryProvider,
  type FleetClock,
} from '@fleetview/backstage-plugin-fleet-react';
import {
  FakeFleetApi,
  NOW,
} from '@fleetview/backstage-plugin-fleet-react/testing';
import { AuditPage } from '../audit/AuditPage';
import { ClusterPage } from '../cluster/ClusterPage';
import { ClustersPage } from '../clusters/ClustersPage';
import { FleetCard } from '../cards/EntityFleetCard';
import { OwnersRollouts } from '../cards/EntityRolloutsCard';
import { CompliancePage } from '../compliance/CompliancePage';
import { OwnedCompliance } from '../compliance/EntityComplianceContent';
import { PricesPage } from '../cost/prices';
import { CostPage } from '../cost/team/CostPage';
import { costScope } from '../cost/team/costScope';
import { CostOf } from '../cost/team/EntityCostContent';
import { ComponentFleetContent } from '../component/ComponentFleetContent';
import { OwnedContent } from '../owned/EntityOwnedContent';
import { ownedBy } from '../owned/ownedBy';
import { DriftPage } from '../drift/DriftPage';
import { ExceptionsPage } from '../exceptions/ExceptionsPage';
import { RolloutsPage } from '../matrix/RolloutsPage';
import { OverviewPage } from '../overview/OverviewPage';
import { PromotionPage } from '../promotions/PromotionPage';
import { PromotionsPage } from '../promotions/PromotionsPage';
import { rootRouteRef, templateRouteRef } from '../routing';
import { SkewPage } from '../skew';
import { UnboundPage } from '../unbound/UnboundPage';
import { entityOf } from './renderCard';

/**
 * Draws the page at a path, at the moment at which the world of the tests
 * stands still.
 */
export async function renderPage(
  path: string,
  api: FakeFleetApi = new FakeFleetApi(),
  clock: FleetClock = createFleetClock(() => NOW),
  options: { hasScaffolder?: boolean } = {},
): Promise<{
  api: FakeFleetApi;
  container: HTMLElement;
  unmount: () => void;
}> {
  const rendered = await renderInTestApp(
    <TestApiProvider
      apis={[
        [fleetApiRef, api],
        [permissionApiRef, mockApis.permission()],
      ]}
    >
      <FleetQueryProvider client={createFleetQueryClient()} clock={clock}>
        <Routes>
          <Route path="/fleet" element={<OverviewPage />} />
          <Route path="/fleet/audit" element={<AuditPage />} />
          <Route path="/fleet/clusters" element={<ClustersPage />} />
          <Route path="/fleet/clusters/:clusterId" element={<ClusterPage />} />
          <Route path="/fleet/rollouts" element={<RolloutsPage />} />
          <Route path="/fleet/promotions" element={<PromotionsPage />} />
          <Route
            path="/fleet/promotions/:promotionId"
            element={<PromotionPage />}
          />
          <Route path="/fleet/drift" element={<DriftPage />} />
          <Route path="/fleet/compliance" element={<CompliancePage />} />
          <Route path="/fleet/skew" element={<SkewPage />} />
          <Route path="/fleet/cost" element={<CostPage />} />
          <Route path="/fleet/cost/prices" element={<PricesPage />} />
          <Route path="/fleet/exceptions" element={<ExceptionsPage />} />
          <Route path="/fleet/unbound" element={<UnboundPage />} />
          <Route
            path="/catalog/default/component/:name/fleet"
            element={<Component />}
          />
          <Route
            path="/catalog/default/component/:name"
            element={<ComponentOverview />}
          />
          <Route
            path="/catalog/default/system/:name/fleet"
            element={<System />}
          />
          <Route
            path="/catalog/default/group/:name/compliance"
            element={<GroupCompliance />}
          />
          <Route
            path="/catalog/default/group/:name/cost"
            element={<GroupCost />}
          />
          <Route
            path="/catalog/default/group/:name"
            element={<GroupOverview />}
          />
        </Routes>
      </FleetQueryProvider>
    </TestApiProvider>,
    {
      routeEntries: [path],
      mountedRoutes: {
        '/fleet': rootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        ...(options.hasScaffolder
          ? { '/create/templates/:namespace/:templateName': templateRouteRef }
          : {}),
      },
    },
  );
  return { api, container: rendered.container, unmount: rendered.unmount };
}

function GroupCompliance() {
  const { name = '' } = useParams();
  return <OwnedCompliance owned={ownedBy(entityOf('Group', name))} />;
}

function GroupCost() {
  const { name = '' } = useParams();
  return <CostOf costed={costScope(entityOf('Group', name))} />;
}

function Component() {
  const { name = '' } = useParams();
  return (
    <ComponentFleetContent
      entity={{ kind: 'component', namespace: 'default', name }}
    />
  );
}

function ComponentOverview() {
  const { name = '' } = useParams();
  return (
    <FleetCard entity={{ kind: 'component', namespace: 'default', name }} />
  );
}

function System() {
  const { name = '' } = useParams();
  return <OwnedContent owned={ownedBy(entityOf('System', name))} />;
}

function GroupOverview() {
  const { name = '' } = useParams();
  return <OwnersRollouts entity={entityOf('Group', name)} />;
}
