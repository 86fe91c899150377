/**
 * The pages of Fleet, and the Fleet tab of components.
 *
 * @packageDocumentation
 */
export { fleetPlugin as default, fleetPlugin } from './plugin';
export { rootRouteRef, clustersRouteRef, clusterRouteRef } from './routing';
export { fleetTranslationRef } from './translation';
