/**
 * Fleet for applications of the older front-end system. The pages are the same.
 *
 * @packageDocumentation
 */
import {
  createApiFactory,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { FleetClient } from '@fleetview/backstage-plugin-fleet-common';
import { fleetApiRef } from '@fleetview/backstage-plugin-fleet-react';
import {
  clusterPickerExtension,
  regionPickerExtension,
  releasePickerExtension,
} from './scaffolder/fieldExtensions';
import { rootRouteRef, taskRouteRef, templateRouteRef } from './routing';

/** @public */
export const fleetPlugin = createPlugin({
  id: 'fleet',
  apis: [
    createApiFactory({
      api: fleetApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new FleetClient({ discoveryApi, fetchApi }),
    }),
  ],
  routes: { root: rootRouteRef },
  externalRoutes: { template: templateRouteRef, task: taskRouteRef },
});

/**
 * The pages, to be mounted at `/fleet`.
 *
 * @public
 */
export const FleetPage = fleetPlugin.provide(
  createRoutableExtension({
    name: 'FleetPage',
    component: () => import('./LegacyFleetPage').then(m => m.LegacyFleetPage),
    mountPoint: rootRouteRef,
  }),
);

/**
 * `ui:field: FleetClusterPicker`, to be put into `ScaffolderFieldExtensions`.
 *
 * @public
 */
export const FleetClusterPickerFieldExtension = fleetPlugin.provide(
  clusterPickerExtension,
);

/**
 * `ui:field: FleetRegionPicker`, to be put into `ScaffolderFieldExtensions`.
 *
 * @public
 */
export const FleetRegionPickerFieldExtension = fleetPlugin.provide(
  regionPickerExtension,
);

/**
 * `ui:field: FleetReleasePicker`, to be put into `ScaffolderFieldExtensions`.
 *
 * @public
 */
export const FleetReleasePickerFieldExtension = fleetPlugin.provide(
  releasePickerExtension,
);

export { EntityFleetCard } from './cards/EntityFleetCard';
export { EntityRolloutsCard } from './cards/EntityRolloutsCard';
export { MyRolloutsCard, MyRolloutsContent } from './cards/MyRolloutsCard';
export { EntityClusterCard } from './clusterEntity/EntityClusterCard';
export { EntityClusterContent } from './clusterEntity/EntityClusterContent';
export { isFleetCluster } from './clusterEntity/isFleetCluster';
export { EntityComplianceContent } from './compliance/EntityComplianceContent';
export { EntityCostContent } from './cost/team/EntityCostContent';
export { EntityFleetContent } from './component/ComponentFleetContent';
export { EntityOwnedContent } from './owned/EntityOwnedContent';
