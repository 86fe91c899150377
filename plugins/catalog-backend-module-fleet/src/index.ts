/**
 * The clusters of the fleet as entities of the catalog.
 *
 * @packageDocumentation
 */
export { catalogModuleFleet as default } from './module';
