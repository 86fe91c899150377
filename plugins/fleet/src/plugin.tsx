import { makeStyles } from '@material-ui/core/styles';
import { createContext, useContext, useMemo } from 'react';
import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
  PageLayout,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { FleetClient } from '@fleetview/backstage-plugin-fleet-common';
import { fleetApiRef } from '@fleetview/backstage-plugin-fleet-react';
import { CLUSTER_FILTER } from './clusterEntity/isFleetCluster';
import { COSTED_FILTER } from './cost/team/costedFilter';
import { FleetIcon } from './FleetIcon';
import type { FleetFrameProps } from './FleetRoutes';
import { OWNING_FILTER } from './owned/owningFilter';
import {
  auditRouteRef,
  complianceRouteRef,
  clusterRouteRef,
  costRouteRef,
  driftRouteRef,
  pricesRouteRef,
  promotionRouteRef,
  promotionsRouteRef,
  clustersRouteRef,
  exceptionsRouteRef,
  rootRouteRef,
  rolloutsRouteRef,
  taskRouteRef,
  templateRouteRef,
  unboundRouteRef,
} from './routing';
import { formFields } from './scaffolder/formFields';

const FrameContext = createContext<
  Pick<FleetFrameProps, 'corner' | 'children'>
>({ corner: null, children: null });

function Corner() {
  return <span>{useContext(FrameContext).corner}</span>;
}

function PageInFrame() {
  return <>{useContext(FrameContext).children}</>;
}

const useStyles = makeStyles(
  {
    root: {
      display: 'contents',
      // The portal's header has no room for many tabs on a phone: they scroll in themselves.
      '& .bui-TabListWrapper': { overflowX: 'auto' },
      '& .bui-Tab': { whiteSpace: 'nowrap' },
    },
  },
  { name: 'FleetPortalFrame' },
);

/**
 * The portal's layout is a new component whenever it is asked for, and a new
 * component mounts everything in it anew: with each filter, sort and letter in
 * the search field, which are all in the URL. So it is asked for again only
 * when the frame itself changes, and the page comes into it by a context.
 */
function PortalFrame(props: FleetFrameProps) {
  const { title, titleTo, corner, children } = props;
  const classes = useStyles();
  const tabs = JSON.stringify(
    props.tabs.map(tab => ({ id: tab.id, label: tab.title, href: tab.to })),
  );
  const layout = useMemo(
    () => (
      <PageLayout
        title={title}
        icon={<FleetIcon />}
        titleLink={titleTo}
        tabs={JSON.parse(tabs)}
        headerActions={[<Corner key="corner" />]}
      >
        <PageInFrame />
      </PageLayout>
    ),
    [title, titleTo, tabs],
  );
  const inFrame = useMemo(() => ({ corner, children }), [corner, children]);
  return (
    <FrameContext.Provider value={inFrame}>
      <div className={classes.root}>{layout}</div>
    </FrameContext.Provider>
  );
}

const fleetApi = ApiBlueprint.make({
  params: define =>
    define({
      api: fleetApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new FleetClient({ discoveryApi, fetchApi }),
    }),
});

const fleetPage = PageBlueprint.make({
  params: {
    path: '/fleet',
    title: 'Fleet',
    icon: <FleetIcon />,
    routeRef: rootRouteRef,
    // The page brings its own header, because its tabs are places of its own.
    noHeader: true,
    loader: () =>
      import('./FleetRoutes').then(m => <m.FleetRoutes frame={PortalFrame} />),
  },
});

const entityFleetContent = EntityContentBlueprint.make({
  name: 'fleet',
  params: {
    path: 'fleet',
    title: 'Fleet',
    icon: <FleetIcon />,
    filter: { kind: 'component' },
    loader: () =>
      import('./component/ComponentFleetContent').then(m => (
        <m.EntityFleetContent />
      )),
  },
});

const entityClusterContent = EntityContentBlueprint.make({
  name: 'cluster',
  params: {
    path: 'fleet',
    title: 'Fleet',
    icon: <FleetIcon />,
    filter: CLUSTER_FILTER,
    loader: () =>
      import('./clusterEntity/EntityClusterContent').then(m => (
        <m.EntityClusterContent />
      )),
  },
});

const entityClusterCard = EntityCardBlueprint.make({
  name: 'cluster',
  params: {
    filter: CLUSTER_FILTER,
    loader: () =>
      import('./clusterEntity/EntityClusterCard').then(m => (
        <m.EntityClusterCard />
      )),
  },
});

const entityOwnedContent = EntityContentBlueprint.make({
  name: 'owned',
  params: {
    path: 'fleet',
    title: 'Fleet',
    icon: <FleetIcon />,
    filter: OWNING_FILTER,
    loader: () =>
      import('./owned/EntityOwnedContent').then(m => <m.EntityOwnedContent />),
  },
});

const entityComplianceContent = EntityContentBlueprint.make({
  name: 'compliance',
  params: {
    path: 'compliance',
    title: 'Compliance',
    icon: <FleetIcon />,
    filter: OWNING_FILTER,
    loader: () =>
      import('./compliance/EntityComplianceContent').then(m => (
        <m.EntityComplianceContent />
      )),
  },
});

const entityCostContent = EntityContentBlueprint.make({
  name: 'cost',
  params: {
    path: 'cost',
    title: 'Cost',
    icon: <FleetIcon />,
    filter: COSTED_FILTER,
    loader: () =>
      import('./cost/team/EntityCostContent').then(m => (
        <m.EntityCostContent />
      )),
  },
});

const entityFleetCard = EntityCardBlueprint.make({
  name: 'fleet',
  params: {
    type: 'info',
    filter: { kind: 'component' },
    loader: () =>
      import('./cards/EntityFleetCard').then(m => <m.EntityFleetCard />),
  },
});

const entityRolloutsCard = EntityCardBlueprint.make({
  name: 'rollouts',
  params: {
    filter: { kind: { $in: ['group', 'user'] } },
    loader: () =>
      import('./cards/EntityRolloutsCard').then(m => <m.EntityRolloutsCard />),
  },
});

/**
 * Fleet for the portal: the pages under `/fleet`, the Fleet tab of components,
 * systems, domains and groups and their Compliance and Cost tabs, the tab and the card of clusters in the
 * catalog, the cards of components, groups and people, and fields for the forms of the scaffolder.
 *
 * @public
 */
export const fleetPlugin = createFrontendPlugin({
  pluginId: 'fleet',
  title: 'Fleet',
  icon: <FleetIcon />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: rootRouteRef,
    clusters: clustersRouteRef,
    cluster: clusterRouteRef,
    rollouts: rolloutsRouteRef,
    promotions: promotionsRouteRef,
    promotion: promotionRouteRef,
    drift: driftRouteRef,
    compliance: complianceRouteRef,
    cost: costRouteRef,
    prices: pricesRouteRef,
    exceptions: exceptionsRouteRef,
    unbound: unboundRouteRef,
    audit: auditRouteRef,
  },
  externalRoutes: { template: templateRouteRef, task: taskRouteRef },
  extensions: [
    fleetApi,
    fleetPage,
    entityFleetContent,
    entityClusterContent,
    entityClusterCard,
    entityOwnedContent,
    entityComplianceContent,
    entityCostContent,
    entityFleetCard,
    entityRolloutsCard,
    ...formFields,
  ],
});
