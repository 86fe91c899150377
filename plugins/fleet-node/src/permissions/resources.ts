import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_FLEET_ALLOCATION,
  RESOURCE_TYPE_FLEET_CLUSTER,
  RESOURCE_TYPE_FLEET_FINDING,
  RESOURCE_TYPE_FLEET_INSTANCE,
  RESOURCE_TYPE_FLEET_PROMOTION,
} from '@fleetview/backstage-plugin-fleet-common';

/**
 * What conditions can ask for, of clusters and of what runs on them.
 *
 * @public
 */
export type FleetFilterKey =
  | 'cluster'
  | 'region'
  | 'environment'
  | 'namespace'
  | 'owner'
  | 'system';

/**
 * One condition as it is compiled into queries: the key has one of the values.
 *
 * @public
 */
export type FleetFilter = { key: FleetFilterKey; values: string[] };

/**
 * A cluster as rules see it. Attributes are only what an operator, the catalog
 * or a hub says of it: what a cluster says of itself decides nothing. What is
 * not known is absent.
 *
 * @public
 */
export type FleetClusterResource = {
  /** Its id, and the names that an operator gave it. */
  cluster: string[];
  region?: string;
  environment?: string;
  owner?: string;
};

/**
 * One component, or none, in one namespace of one cluster, as rules see it.
 *
 * @public
 */
export type FleetInstanceResource = FleetClusterResource & {
  namespace: string;
  system?: string;
};

/**
 * Clusters, for policies and for plugins that add rules.
 *
 * @public
 */
export const fleetClusterPermissionResourceRef = createPermissionResourceRef<
  FleetClusterResource,
  FleetFilter
>().with({ pluginId: 'fleet', resourceType: RESOURCE_TYPE_FLEET_CLUSTER });

/**
 * What runs on clusters, for policies and for plugins that add rules.
 *
 * @public
 */
export const fleetInstancePermissionResourceRef = createPermissionResourceRef<
  FleetInstanceResource,
  FleetFilter
>().with({ pluginId: 'fleet', resourceType: RESOURCE_TYPE_FLEET_INSTANCE });

/**
 * Results of policies, for policies of the portal and for plugins that add rules.
 *
 * @public
 */
export const fleetFindingPermissionResourceRef = createPermissionResourceRef<
  FleetInstanceResource,
  FleetFilter
>().with({ pluginId: 'fleet', resourceType: RESOURCE_TYPE_FLEET_FINDING });

/**
 * Costs, for policies and for plugins that add rules.
 *
 * @public
 */
export const fleetAllocationPermissionResourceRef = createPermissionResourceRef<
  FleetInstanceResource,
  FleetFilter
>().with({ pluginId: 'fleet', resourceType: RESOURCE_TYPE_FLEET_ALLOCATION });

/**
 * Releases on their way to a next stage, for policies and for plugins that add
 * rules.
 *
 * @public
 */
export const fleetPromotionPermissionResourceRef = createPermissionResourceRef<
  FleetInstanceResource,
  FleetFilter
>().with({ pluginId: 'fleet', resourceType: RESOURCE_TYPE_FLEET_PROMOTION });
