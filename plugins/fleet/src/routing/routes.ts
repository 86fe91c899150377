import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

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
export const unboundRouteRef = createSubRouteRef({
  id: 'fleet-unbound',
  parent: rootRouteRef,
  path: '/unbound',
});
