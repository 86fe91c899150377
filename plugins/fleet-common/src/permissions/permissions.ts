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
 * The resource type of results of policies in permission policies.
 *
 * @public
 */
export const RESOURCE_TYPE_FLEET_FINDING = 'fleet-finding';

/**
 * The resource type of costs in permission policies.
 *
 * @public
 */
export const RESOURCE_TYPE_FLEET_ALLOCATION = 'fleet-allocation';

/**
 * The resource type of releases on their way to a next stage in permission
 * policies.
 *
 * @public
 */
export const RESOURCE_TYPE_FLEET_PROMOTION = 'fleet-promotion';

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
 * To see results of policies: findings, exceptions, scores.
 *
 * @public
 */
export const fleetFindingReadPermission = createPermission({
  name: 'fleet.finding.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_FLEET_FINDING,
});

/**
 * To see costs.
 *
 * @public
 */
export const fleetAllocationReadPermission = createPermission({
  name: 'fleet.allocation.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_FLEET_ALLOCATION,
});

/**
 * To see releases on their way, their gates and approvals.
 *
 * @public
 */
export const fleetPromotionReadPermission = createPermission({
  name: 'fleet.promotion.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_FLEET_PROMOTION,
});

/**
 * To tell engines what to do with what runs: sync, refresh, suspend, roll back.
 *
 * @public
 */
export const fleetInstanceActPermission = createPermission({
  name: 'fleet.instance.act',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_FLEET_INSTANCE,
});

/**
 * To move a release to its next stage.
 *
 * @public
 */
export const fleetPromotionPromotePermission = createPermission({
  name: 'fleet.promotion.promote',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_FLEET_PROMOTION,
});

/**
 * To approve what somebody else asked to be promoted.
 *
 * @public
 */
export const fleetPromotionApprovePermission = createPermission({
  name: 'fleet.promotion.approve',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_FLEET_PROMOTION,
});

/**
 * To ask for an exception from a policy, drift, freeze or budget, to renew it and to
 * take it back.
 *
 * @public
 */
export const fleetFindingWaivePermission = createPermission({
  name: 'fleet.finding.waive',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_FLEET_FINDING,
});

/**
 * To approve of an exception that somebody else asked for.
 *
 * @public
 */
export const fleetFindingApprovePermission = createPermission({
  name: 'fleet.finding.approve',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_FLEET_FINDING,
});

/**
 * To register, change and remove clusters. Without conditions: of a cluster that
 * is not there yet nothing is known that they could ask for.
 *
 * @public
 */
export const fleetClusterOnboardPermission = createPermission({
  name: 'fleet.cluster.onboard',
  attributes: { action: 'create' },
});

/**
 * To read the audit, and to export it: all of it, whatever else its reader may
 * see of the fleet.
 *
 * @public
 */
export const fleetAuditReadPermission = createPermission({
  name: 'fleet.audit.read',
  attributes: { action: 'read' },
});

/**
 * To write the price sheet. Without conditions: a price is of no cluster, and what it
 * makes of costs is seen everywhere.
 *
 * @public
 */
export const fleetPriceUpdatePermission = createPermission({
  name: 'fleet.price.update',
  attributes: { action: 'update' },
});

/**
 * All permissions of Fleet.
 *
 * @public
 */
export const fleetPermissions = [
  fleetClusterReadPermission,
  fleetClusterOnboardPermission,
  fleetInstanceReadPermission,
  fleetInstanceActPermission,
  fleetFindingReadPermission,
  fleetFindingWaivePermission,
  fleetFindingApprovePermission,
  fleetAllocationReadPermission,
  fleetPriceUpdatePermission,
  fleetPromotionReadPermission,
  fleetPromotionPromotePermission,
  fleetPromotionApprovePermission,
  fleetAuditReadPermission,
];
