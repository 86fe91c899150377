/** Which of the fleet's clusters it is. Entities of the catalog cannot set it: the Kubernetes plugin takes `kubernetes.io/` of them alone. */
export const CLUSTER_ID = 'fleet.backstage.io/cluster-id';

/** The strategy by which objects are fetched of the fleet's clusters. */
export const FLEET_PROVIDER = 'fleet';

/**
 * What pages are told of how the fleet's clusters sign in. They stop at a provider
 * that they do not know, and know only those of the Kubernetes plugin itself.
 */
export const SHOWN_PROVIDER = 'serviceAccount';

/**
 * Stands where a token would: without one, a portal that runs in a cluster would
 * take every cluster with this provider for its own.
 */
export const NO_TOKEN = 'held-by-fleet';
