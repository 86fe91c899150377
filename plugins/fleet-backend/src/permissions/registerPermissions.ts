import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  fleetClusterReadPermission,
  fleetInstanceReadPermission,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  fleetClusterPermissionResourceRef,
  fleetClusterRules,
  fleetInstancePermissionResourceRef,
  fleetInstanceRules,
} from '@fleetview/backstage-plugin-fleet-node/permissions';
import type { Knex } from 'knex';
import { readClusterResources, readInstanceResources } from './readResources';

/** Makes the portal know Fleet's permissions, and what conditions on them can be made of. */
export function registerPermissions(options: {
  permissionsRegistry: PermissionsRegistryService;
  knex: Knex;
  /** The names that an operator gave a cluster. */
  namesOf: (clusterId: string) => readonly string[];
}): void {
  const { permissionsRegistry, knex, namesOf } = options;
  permissionsRegistry.addResourceType({
    resourceRef: fleetClusterPermissionResourceRef,
    permissions: [fleetClusterReadPermission],
    rules: Object.values(fleetClusterRules),
    getResources: ids => readClusterResources({ knex, ids, namesOf }),
  });
  permissionsRegistry.addResourceType({
    resourceRef: fleetInstancePermissionResourceRef,
    permissions: [fleetInstanceReadPermission],
    rules: Object.values(fleetInstanceRules),
    getResources: ids => readInstanceResources({ knex, ids, namesOf }),
  });
}
