import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  fleetAllocationReadPermission,
  fleetAuditReadPermission,
  fleetClusterOnboardPermission,
  fleetClusterReadPermission,
  fleetFindingApprovePermission,
  fleetFindingReadPermission,
  fleetFindingWaivePermission,
  fleetInstanceActPermission,
  fleetInstanceReadPermission,
  fleetPriceUpdatePermission,
  fleetPromotionApprovePermission,
  fleetPromotionPromotePermission,
  fleetPromotionReadPermission,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  fleetAllocationPermissionResourceRef,
  fleetAllocationRules,
  fleetClusterPermissionResourceRef,
  fleetClusterRules,
  fleetFindingPermissionResourceRef,
  fleetFindingRules,
  fleetInstancePermissionResourceRef,
  fleetInstanceRules,
  fleetPromotionPermissionResourceRef,
  fleetPromotionRules,
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
  permissionsRegistry.addPermissions([
    fleetAuditReadPermission,
    fleetClusterOnboardPermission,
    fleetPriceUpdatePermission,
  ]);
  permissionsRegistry.addResourceType({
    resourceRef: fleetClusterPermissionResourceRef,
    permissions: [fleetClusterReadPermission],
    rules: Object.values(fleetClusterRules),
    getResources: ids => readClusterResources({ knex, ids, namesOf }),
  });
  permissionsRegistry.addResourceType({
    resourceRef: fleetInstancePermissionResourceRef,
    permissions: [fleetInstanceReadPermission, fleetInstanceActPermission],
    rules: Object.values(fleetInstanceRules),
    getResources: ids => readInstanceResources({ knex, ids, namesOf }),
  });
  // Of these Fleet holds none yet: a decision about one that is named is refused.
  permissionsRegistry.addResourceType({
    resourceRef: fleetFindingPermissionResourceRef,
    permissions: [
      fleetFindingReadPermission,
      fleetFindingWaivePermission,
      fleetFindingApprovePermission,
    ],
    rules: Object.values(fleetFindingRules),
    getResources: noneOf,
  });
  permissionsRegistry.addResourceType({
    resourceRef: fleetAllocationPermissionResourceRef,
    permissions: [fleetAllocationReadPermission],
    rules: Object.values(fleetAllocationRules),
    getResources: noneOf,
  });
  // One is of several places at once, and no rule could tell of all of them together: a
  // decision about one that is named is refused. Fleet asks for the conditions itself.
  permissionsRegistry.addResourceType({
    resourceRef: fleetPromotionPermissionResourceRef,
    permissions: [
      fleetPromotionReadPermission,
      fleetPromotionPromotePermission,
      fleetPromotionApprovePermission,
    ],
    rules: Object.values(fleetPromotionRules),
    getResources: noneOf,
  });
}

async function noneOf(ids: string[]): Promise<undefined[]> {
  return ids.map(() => undefined);
}
