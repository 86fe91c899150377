import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { DefaultFleetService } from './DefaultFleetService';
import type { FleetService } from './FleetService';

/**
 * The fleet, for other back ends. Needs no installation of its own: it asks the
 * plugin `fleet` where discovery finds it.
 *
 * @public
 */
export const fleetServiceRef = createServiceRef<FleetService>({
  id: 'fleet.client',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        auth: coreServices.auth,
        discovery: coreServices.discovery,
      },
      factory: deps => DefaultFleetService.create(deps),
    }),
});
