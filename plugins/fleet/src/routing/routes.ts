import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/core-plugin-api';

/** @public */
export const rootRouteRef = createRouteRef({ id: 'fleet' });

/** @public */
export const clustersRouteRef = createSubRouteRef({
  id: 'fleet-clusters',
  parent: rootRouteRef,
  path: '/clusters',
});

/** @public */
export const auditRouteRef = createSubRouteRef({
  id: 'fleet-audit',
  parent: rootRouteRef,
  path: '/audit',
});

/** @public */
export const clusterRouteRef = createSubRouteRef({
  id: 'fleet-cluster',
  parent: rootRouteRef,
  path: '/clusters/:clusterId',
});

/** @public */
export const rolloutsRouteRef = createSubRouteRef({
  id: 'fleet-rollouts',
  parent: rootRouteRef,
  path: '/rollouts',
});

/** @public */
export const promotionsRouteRef = createSubRouteRef({
  id: 'fleet-promotions',
  parent: rootRouteRef,
  path: '/promotions',
});

/** @public */
export const promotionRouteRef = createSubRouteRef({
  id: 'fleet-promotion',
  parent: rootRouteRef,
  path: '/promotions/:promotionId',
});

/** @public */
export const driftRouteRef = createSubRouteRef({
  id: 'fleet-drift',
  parent: rootRouteRef,
  path: '/drift',
});

/** @public */
export const complianceRouteRef = createSubRouteRef({
  id: 'fleet-compliance',
  parent: rootRouteRef,
  path: '/compliance',
});

/** @public */
export const skewRouteRef = createSubRouteRef({
  id: 'fleet-skew',
  parent: rootRouteRef,
  path: '/skew',
});

/** @public */
export const costRouteRef = createSubRouteRef({
  id: 'fleet-cost',
  parent: rootRouteRef,
  path: '/cost',
});

/** @public */
export const pricesRouteRef = createSubRouteRef({
  id: 'fleet-prices',
  parent: rootRouteRef,
  path: '/cost/prices',
});

/** @public */
export const unboundRouteRef = createSubRouteRef({
  id: 'fleet-unbound',
  parent: rootRouteRef,
  path: '/unbound',
});

/** @public */
export const exceptionsRouteRef = createSubRouteRef({
  id: 'fleet-exceptions',
  parent: rootRouteRef,
  path: '/exceptions',
});

/**
 * The form of a template of the scaffolder, where the portal has one.
 *
 * @public
 */
export const templateRouteRef = createExternalRouteRef({
  id: 'fleet-template',
  params: ['namespace', 'templateName'],
  optional: true,
  defaultTarget: 'scaffolder.selectedTemplate',
});

/**
 * A task of the scaffolder, where the portal has one.
 *
 * @public
 */
export const taskRouteRef = createExternalRouteRef({
  id: 'fleet-task',
  params: ['taskId'],
  optional: true,
  defaultTarget: 'scaffolder.ongoingTask',
});
