import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { ProcessCredentials } from './ProcessCredentials';
import type { FleetCredentialsService } from './types';

/**
 * The credentials of the fleet's clusters. One for the whole process, and only
 * within it: where the fleet plugin runs elsewhere, every answer says so.
 *
 * @public
 */
export const fleetCredentialsServiceRef =
  createServiceRef<FleetCredentialsService>({
    id: 'fleet.credentials',
    scope: 'root',
    defaultFactory: async service =>
      createServiceFactory({
        service,
        deps: {},
        factory: () => new ProcessCredentials(),
      }),
  });
