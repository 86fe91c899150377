import { createApiRef } from '@backstage/core-plugin-api';
import type { FleetApi } from '@fleetview/backstage-plugin-fleet-common';

/**
 * The API of Fleet, as the pages use it.
 *
 * @public
 */
export const fleetApiRef = createApiRef<FleetApi>({
  id: 'plugin.fleet.service',
});
