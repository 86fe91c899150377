import { createPermission } from '@backstage/plugin-permission-common';

/**
 * The resource type of clusters in permission policies.
 *
 * @public
 */
export const RESOURCE_TYPE_FLEET_CLUSTER = 'fleet-cluster';

/**
 * The resource type of instances in permission policies.
 *
 * @public
 */
export const RESOURCE_TYPE_FLEET_INSTANCE = 'fleet-instance';

/**
 * To see clusters: their state, attributes, coverage and nodes.
 *
 * @public
 */
export const fleetClusterReadPermission = createPermission({
  name: 'fleet.cluster.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_FLEET_CLUSTER,
});

/**
 * To see what runs on clusters: instances, deliveries, workloads and their
 * history.
 *
 * @public
 */
export const fleetInstanceReadPermission = createPermission({
  name: 'fleet.instance.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_FLEET_INSTANCE,
});

/**
 * All permissions of Fleet.
 *
 * @public
 */
export const fleetPermissions = [
  fleetClusterReadPermission,
  fleetInstanceReadPermission,
];
