import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
  PageLayout,
} from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { FleetClient } from '@fleetview/backstage-plugin-fleet-common';
import { fleetApiRef } from '@fleetview/backstage-plugin-fleet-react';
import { FleetIcon } from './FleetIcon';
import type { FleetFrameProps } from './FleetRoutes';
import { clusterRouteRef, clustersRouteRef, rootRouteRef } from './routing';

function PortalFrame(props: FleetFrameProps) {
  return (
    <PageLayout
      title={props.title}
      icon={<FleetIcon />}
      titleLink={props.titleTo}
      tabs={props.tabs.map(({ id, title, to }) => ({
        id,
        label: title,
        href: to,
      }))}
      headerActions={[<span key="corner">{props.corner}</span>]}
    >
      {props.children}
    </PageLayout>
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

/**
 * Fleet for the portal: the pages under `/fleet`, and the Fleet tab of
 * components.
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
  },
  extensions: [fleetApi, fleetPage, entityFleetContent],
});
